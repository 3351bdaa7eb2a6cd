import { Injectable } from '@nestjs/common';
import type { Id } from '@service-runs/contracts';
import { Database, statement } from '../platform/database';
import type { SignedInActor } from '../platform/http/request-context';
import type { NotificationRow } from './notification.mapper';
import type { StreamPlace } from './stream-place';

const BEGIN = statement('begin_stream', 'SELECT now_at::text AS now_at, known FROM begin_stream($1, $2, $3::xid8)');
const READ = statement(
  'read_streams',
  'SELECT *, made_in::text AS made_in FROM read_streams($1::uuid[], $2::uuid[], $3::xid8[], $4::uuid[], $5)',
);
const AUDIENCE = statement('audience_of_runs', 'SELECT * FROM audience_of_runs($1::uuid[], $2::uuid[], $3::uuid[])');

/** Who listens, and how far they have got. */
export interface Listener {
  readonly actor: SignedInActor;
  readonly place: StreamPlace;
}

export interface StreamRow extends Omit<NotificationRow, 'id' | 'position'> {
  /** Which of the listeners, counted from 1. */
  place: number;
  ended: boolean;
  /** Something is there that may not be shown yet. */
  waits: boolean;
  made_in: string;
  /** Null on the line of a listener for whom there is nothing new. */
  id: string | null;
}

@Injectable()
export class StreamRepository {
  constructor(private readonly database: Database) {}

  /** `known` tells whether this database has got as far as the place that is named. */
  async begin(actor: SignedInActor, from: StreamPlace | null): Promise<{ now_at: string; known: boolean }> {
    const rows = await this.database.query<{ now_at: string; known: boolean }>(BEGIN, [
      actor.individualId,
      actor.sessionId,
      from?.madeIn ?? null,
    ]);
    return rows[0] as { now_at: string; known: boolean };
  }

  /** What is new for each, at most `limit` for each, the oldest first. */
  read(listeners: readonly Listener[], limit: number): Promise<StreamRow[]> {
    return this.database.query<StreamRow>(READ, [
      listeners.map(({ actor }) => actor.individualId),
      listeners.map(({ actor }) => actor.sessionId),
      listeners.map(({ place }) => place.madeIn),
      listeners.map(({ place }) => place.id),
      limit,
    ]);
  }

  /** Who of them may know that one of the runs has changed. */
  audience(runIds: readonly Id[], actors: readonly SignedInActor[]): Promise<{ run_id: Id; place: number }[]> {
    return this.database.query(AUDIENCE, [
      runIds,
      actors.map(({ individualId }) => individualId),
      actors.map(({ sessionId }) => sessionId),
    ]);
  }
}
