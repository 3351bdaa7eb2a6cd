import { type DestroyRef, DOCUMENT, inject, Service } from '@angular/core';
import { apiPaths, type Id } from '@service-runs/contracts';
import { type Observable, Subject } from 'rxjs';
import { Session } from '../session/session';
import { LiveStream, type LiveEvent, type OpenStream } from './live-stream';

/** What is heard from the server, as it happens. */
export type News =
  | { readonly kind: 'notification' }
  | { readonly kind: 'run'; readonly runId: Id }
  /** There may be news of which nothing was heard: what is shown is to be read anew. */
  | { readonly kind: 'missed' };

/** Milliseconds that a tab which cannot be seen goes on listening: one looks away and back. */
const patience = 60_000;
/** Milliseconds after which what was read before the stream was open may have changed meanwhile. */
const soon = 1_000;

/**
 * Tells the pages what is new. A tab listens while it can be seen, and goes on where it was when it comes back: any number of
 * tabs cost the server one stream, and a browser has connections left for the rest.
 */
@Service()
export class LiveNews {
  private readonly session = inject(Session);
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly document = inject(DOCUMENT);

  private readonly told = new Subject<News>();
  readonly news: Observable<News> = this.told.asObservable();

  private readonly stream = new LiveStream({
    open: (lastEventId) => this.open(lastEventId),
    heard: (event) => this.hear(event),
  });
  private startedAt = 0;

  /** Listens for as long as the caller lives: the frame does. */
  watch(destroyRef: DestroyRef): void {
    let hiding: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(hiding);
      if (this.document.visibilityState === 'visible') this.stream.start();
      else hiding = setTimeout(() => this.stream.stop(), patience);
    };
    // A line that is there again need not wait for the next try.
    const online = () => look();
    this.startedAt = Date.now();
    look();
    this.document.addEventListener('visibilitychange', look);
    this.window?.addEventListener('online', online);
    destroyRef.onDestroy(() => {
      clearTimeout(hiding);
      this.document.removeEventListener('visibilitychange', look);
      this.window?.removeEventListener('online', online);
      this.stream.stop();
    });
  }

  private async open(lastEventId: string | null): Promise<OpenStream | null> {
    let token = await this.session.accessToken();
    if (token === null) return null;
    const control = new AbortController();
    const ask = (bearer: string) =>
      fetch(apiPaths.notificationStream, {
        signal: control.signal,
        cache: 'no-store',
        headers: {
          accept: 'text/event-stream',
          authorization: `Bearer ${bearer}`,
          ...(lastEventId !== null && { 'last-event-id': lastEventId }),
        },
      });
    let response = await ask(token);
    if (response.status === 401) {
      token = await this.session.renew(token);
      if (token === null) return null;
      response = await ask(token);
    }
    if (!response.ok || response.body === null) {
      control.abort();
      throw new Error(`The stream is answered with ${response.status}`);
    }
    return { text: pieces(response.body), close: () => control.abort() };
  }

  private hear({ kind, data }: LiveEvent): void {
    switch (kind) {
      case 'notification':
        this.told.next({ kind: 'notification' });
        break;
      case 'run':
        this.told.next({ kind: 'run', runId: (JSON.parse(data) as { run_id: Id }).run_id });
        break;
      case 'ready':
        // A stream that goes on tells itself what came between of notifications; of runs it does not.
        if (Date.now() - this.startedAt > soon) this.told.next({ kind: 'missed' });
        break;
      case 'reset':
        this.told.next({ kind: 'missed' });
        break;
    }
  }
}

async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield decoder.decode(read.value, { stream: true });
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
