import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Bytes that may wait for a client that does not read. */
const UNREAD = 256 * 1024;

/**
 * One open answer of Server-Sent Events (WHATWG HTML, 9.2). A client that does not read what it is sent is let go of: it comes
 * back with the id of the last event that it has seen.
 */
export class EventStream {
  private readonly raw: ServerResponse;
  private ended = false;

  /** Takes the answer over from Fastify. `onEnd` is told whether this side has ended it. */
  constructor(reply: FastifyReply, onEnd: (whole: boolean) => void) {
    this.raw = reply.raw;
    reply.hijack();
    this.raw.on('close', () => {
      this.ended = true;
      onEnd(this.raw.writableFinished);
    });
    this.raw.on('error', () => this.raw.destroy());
    this.raw.socket?.setNoDelay(true);
    this.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // nginx and others keep an answer until it is whole, unless they are told not to.
      'x-accel-buffering': 'no',
      // What carried a stream carries nothing after it: a server that ends waits for nobody's next request.
      connection: 'close',
    });
  }

  send(event: string, data: object, id?: string): void {
    this.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
  }

  /** Says nothing, so that whatever stands in between keeps the connection, and that a lost one is noticed. */
  beat(): void {
    this.write(':\n\n');
  }

  end(): void {
    if (!this.ended) {
      this.ended = true;
      this.raw.end();
      // One that does not read its end either holds up nobody.
      const { socket } = this.raw;
      setTimeout(() => socket?.destroy(), 1_000).unref();
    }
  }

  private write(text: string): void {
    if (this.ended) {
      return;
    }
    this.raw.write(text);
    if (this.raw.writableLength > UNREAD) {
      this.ended = true;
      this.raw.destroy();
    }
  }
}
