import { createParser } from 'eventsource-parser';

/** One event of the stream. */
export interface LiveEvent {
  readonly kind: string;
  readonly data: string;
}

/** An open answer: pieces of text, as they come. */
export interface OpenStream {
  readonly text: AsyncIterable<string>;
  close(): void;
}

export interface LiveStreamOptions {
  /**
   * Asks for the stream, from after `lastEventId` on. Null when nobody is signed in any more: then there is nothing to wait for.
   * Throws when it could not be asked for.
   */
  open(lastEventId: string | null): Promise<OpenStream | null>;
  heard(event: LiveEvent): void;
  /** Between 0 and 1. */
  random?: () => number;
}

/** Milliseconds. The server lets hear of itself three times in this time. */
const silence = 60_000;
/** Milliseconds between two tries: twice as long each time, and never all browsers at once. */
const pauses = { first: 1_000, most: 60_000 };

/**
 * The stream of what is new, for as long as it is wanted. A connection that is lost, or says nothing any more, is made anew and goes on
 * after the last event that was heard: nothing is lost between, and nothing comes twice.
 */
export class LiveStream {
  private lastEventId: string | null = null;
  private wanted = false;
  private running: Promise<void> | null = null;
  private current: OpenStream | null = null;
  private pause = pauses.first;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wake: (() => void) | null = null;

  constructor(private readonly options: LiveStreamOptions) {}

  /** Has no effect while it runs, but that a pause ends at once. */
  start(): void {
    this.wanted = true;
    this.pause = pauses.first;
    this.wake?.();
    this.running ??= this.run().finally(() => {
      this.running = null;
      // Asked for again while it was ending.
      if (this.wanted) this.start();
    });
  }

  stop(): void {
    this.wanted = false;
    this.wake?.();
    this.current?.close();
  }

  private async run(): Promise<void> {
    while (this.wanted) {
      try {
        const stream = await this.options.open(this.lastEventId);
        if (stream === null) {
          this.wanted = false;
          return;
        }
        await this.read(stream);
      } catch {
        // A lost line is an everyday thing; the next try tells whether there is one again.
      }
      if (this.wanted) await this.rest();
    }
  }

  private async read(stream: OpenStream): Promise<void> {
    this.current = stream;
    let alarm: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      clearTimeout(alarm);
      alarm = setTimeout(() => stream.close(), silence);
    };
    const parser = createParser({
      onEvent: ({ id, event = 'message', data }) => {
        if (id !== undefined) this.lastEventId = id;
        this.options.heard({ kind: event, data });
      },
    });
    try {
      watch();
      if (!this.wanted) return;
      for await (const piece of stream.text) {
        this.pause = pauses.first;
        watch();
        parser.feed(piece);
        if (!this.wanted) return;
      }
    } finally {
      clearTimeout(alarm);
      this.current = null;
      stream.close();
    }
  }

  private async rest(): Promise<void> {
    const { random = Math.random } = this.options;
    const pause = this.pause * (0.5 + random() / 2);
    this.pause = Math.min(2 * this.pause, pauses.most);
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.timer = setTimeout(resolve, pause);
    });
    clearTimeout(this.timer);
    this.wake = null;
  }
}
