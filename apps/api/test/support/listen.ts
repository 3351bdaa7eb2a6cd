import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { until } from './until';

/** A client of a stream, as any program would be one. */
export interface Listening {
  readonly status: number;
  readonly headers: Headers;
  readonly events: EventSourceMessage[];
  /** The answer where it was refused. */
  readonly refusal: string;
  /** The id to come back with. */
  lastEventId(): string | undefined;
  /** Waits until `count` events of a kind are there. */
  until(kind: string, count: number): Promise<EventSourceMessage[]>;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  stop(): void;
}

export async function listen(
  origin: string,
  { token, lastEventId, query = '' }: { token?: string; lastEventId?: string; query?: string },
): Promise<Listening> {
  const control = new AbortController();
  const response = await fetch(`${origin}/api/notifications/stream${query}`, {
    signal: control.signal,
    headers: {
      accept: 'text/event-stream',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  });
  const events: EventSourceMessage[] = [];
  const refused = response.status !== 200;
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const reading = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
  };
  const of = (kind: string) => events.filter(({ event }) => event === kind);
  return {
    status: response.status,
    headers: response.headers,
    events,
    refusal: refused ? await response.text() : '',
    lastEventId: () => events.findLast(({ id }) => id !== undefined)?.id,
    until: (kind, count) =>
      until(
        () => of(kind).length >= count && of(kind),
        10_000,
        () => `Only ${of(kind).length} of ${count} events "${kind}" came`,
      ),
    ended: refused ? Promise.resolve() : reading().catch(() => undefined),
    stop: () => control.abort(),
  };
}
