import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Id } from '@service-runs/contracts';
import type { FastifyReply } from 'fastify';
import { InvitationLinks } from '../invitations';
import { Signals } from '../platform/database';
import { ApiError } from '../platform/errors/api-error';
import type { SignedInActor } from '../platform/http/request-context';
import { Log } from '../platform/logging/log';
import { EventStream } from './event-stream';
import { toNotification, type NotificationRow } from './notification.mapper';
import { placeBefore, readPlace, writePlace, type StreamPlace } from './stream-place';
import { StreamRepository, type StreamRow } from './stream.repository';

/** Milliseconds. Signals that come close together are one look; what has to wait for an older transaction is looked at again soon. */
const GATHER = 20;
const LOOK_AGAIN = { first: 100, most: 2_000 };
/** Every stream is looked at once in this time, signal or not: it proves the session anew, and beats. */
const ROUND = 20_000;
/** Streams that one statement reads for, and notifications that it reads for each. */
const AT_ONCE = { streams: 100, notifications: 50 };
/** One person's streams: of more, the oldest ends. */
const OF_ONE = 12;

interface Stream {
  readonly actor: SignedInActor;
  readonly events: EventStream;
  place: StreamPlace;
  /** Milliseconds until the next look, while something waits for an older transaction. */
  again: number;
  /** It has been told of that. */
  heldUp: boolean;
}

/**
 * The open streams of this process. What they show is read from the table, for many of them in one statement, and each time the
 * database proves whose session still runs; what is kept here is only how far each has got. An idle stream holds no connection
 * of the database. It outlives the access token that it was opened with, since it is the session that is proven, again and again.
 */
@Injectable()
export class NotificationStreams implements OnModuleInit, BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private readonly due = new Set<Stream>();
  private readonly changedRuns = new Set<Id>();
  private gathering: NodeJS.Timeout | undefined;
  private looking = false;
  private round: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(
    private readonly repository: StreamRepository,
    private readonly links: InvitationLinks,
    private readonly signals: Signals,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.signals.hear({
      people: (ids) => this.look(this.of(({ actor }) => ids.has(actor.individualId))),
      sessions: (ids) => this.look(this.of(({ actor }) => ids.has(actor.sessionId))),
      runs: (ids) => {
        if (this.streams.size > 0) {
          ids.forEach((id) => this.changedRuns.add(id));
          this.gather();
        }
      },
      missed: () => this.look([...this.streams]),
    });
    this.round = setInterval(() => {
      this.streams.forEach(({ events }) => events.beat());
      this.look([...this.streams]);
    }, ROUND);
    this.round.unref();
  }

  beforeApplicationShutdown(): void {
    this.ended = true;
    clearInterval(this.round);
    clearTimeout(this.gathering);
    this.streams.forEach(({ events }) => events.end());
  }

  /**
   * Answers with a stream, from where `lastEventId` says or from now on. Its first event says which: `ready`, or `reset` where
   * that place is not known here, so that its client reads anew what it shows.
   * @throws ApiError `error.auth.required`, `error.unavailable`
   */
  async open(actor: SignedInActor, lastEventId: string | undefined, reply: FastifyReply): Promise<void> {
    if (this.ended) {
      throw new ApiError('error.unavailable');
    }
    const asked = lastEventId ? readPlace(lastEventId) : null;
    const { now_at, known } = await this.repository.begin(actor, asked);
    const place = asked && known ? asked : placeBefore(now_at);
    const stream: Stream = {
      actor,
      place,
      again: LOOK_AGAIN.first,
      heldUp: false,
      events: new EventStream(reply, (whole) => {
        this.forget(stream);
        // Fastify tells of answers that came to their end; most streams are left by their clients.
        if (!whole) {
          this.log.answered(reply.request, reply);
        }
      }),
    };
    if (this.ended) {
      stream.events.end();
      return;
    }
    this.streams.add(stream);
    stream.events.send(lastEventId && !(asked && known) ? 'reset' : 'ready', {}, writePlace(place));
    const mine = this.of((other) => other.actor.individualId === actor.individualId);
    mine.slice(0, Math.max(0, mine.length - OF_ONE)).forEach(({ events }) => events.end());
    this.look([stream]);
  }

  /** How many are open; for whoever watches. */
  get size(): number {
    return this.streams.size;
  }

  private of(wanted: (stream: Stream) => boolean): Stream[] {
    return [...this.streams].filter(wanted);
  }

  private forget(stream: Stream): void {
    this.streams.delete(stream);
    this.due.delete(stream);
  }

  private look(streams: readonly Stream[]): void {
    streams.forEach((stream) => this.due.add(stream));
    if (this.due.size > 0) {
      this.gather();
    }
  }

  private gather(): void {
    if (this.gathering === undefined && !this.looking && !this.ended) {
      this.gathering = setTimeout(() => void this.lookAtDue(), GATHER);
    }
  }

  /** One statement after the other: streams wait for one another rather than take the connections that requests need. */
  private async lookAtDue(): Promise<void> {
    this.gathering = undefined;
    this.looking = true;
    try {
      while (this.due.size > 0 && !this.ended) {
        const batch = [...this.due].slice(0, AT_ONCE.streams);
        batch.forEach((stream) => this.due.delete(stream));
        await this.read(batch);
      }
      if (this.changedRuns.size > 0 && !this.ended) {
        await this.tellOfRuns();
      }
    } catch (error) {
      // The next round looks at every stream again.
      this.log.trouble('streams', error);
    } finally {
      this.looking = false;
    }
    if (this.due.size > 0 || this.changedRuns.size > 0) {
      this.gather();
    }
  }

  private async read(batch: readonly Stream[]): Promise<void> {
    const rows = Map.groupBy(await this.repository.read(batch, AT_ONCE.notifications), ({ place }) => place);
    batch.forEach((stream, index) => {
      const own = rows.get(index + 1) ?? [];
      if (own[0]?.ended !== false) {
        stream.events.end();
        return;
      }
      const fresh = own.filter((row): row is StreamRow & { id: string } => row.id !== null);
      for (const row of fresh) {
        stream.place = { madeIn: row.made_in, id: row.id };
        stream.events.send('notification', this.shown(row), writePlace(stream.place));
      }
      if (fresh.length === AT_ONCE.notifications) {
        this.look([stream]);
      } else if (own[0].waits) {
        this.lookLater(stream);
      } else {
        stream.again = LOOK_AGAIN.first;
        stream.heldUp = false;
      }
    });
  }

  /**
   * Something waits for an older transaction. Where that takes long, as one of another database of the same server may, the client
   * is told once to read anew: lists show already what a stream may not show yet.
   */
  private lookLater(stream: Stream): void {
    setTimeout(() => this.streams.has(stream) && this.look([stream]), stream.again).unref();
    stream.again = Math.min(2 * stream.again, LOOK_AGAIN.most);
    if (stream.again === LOOK_AGAIN.most && !stream.heldUp) {
      stream.heldUp = true;
      stream.events.send('reset', {});
    }
  }

  private shown(row: StreamRow & { id: string }) {
    return toNotification({ ...row, position: '' } satisfies NotificationRow, (origin) => this.links.path(origin));
  }

  private async tellOfRuns(): Promise<void> {
    const runs = [...this.changedRuns];
    this.changedRuns.clear();
    const streams = [...this.streams];
    if (streams.length === 0) {
      return;
    }
    const audience = await this.repository.audience(
      runs,
      streams.map(({ actor }) => actor),
    );
    for (const { run_id, place } of audience) {
      streams[place - 1]?.events.send('run', { run_id });
    }
  }
}
