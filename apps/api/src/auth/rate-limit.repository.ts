import { Injectable } from '@nestjs/common';
import { Database, statement } from '../platform/database';
import type { Charge, Taken } from './rate-limit-lots';

const TAKE = statement('take_rate_limit_points', 'SELECT * FROM take_rate_limit_points($1, $2, $3, $4)');
const FORGET = statement('forget_rate_limit', 'SELECT forget_rate_limit($1)');

/** The counters that all processes on one database share. */
@Injectable()
export class RateLimitRepository {
  constructor(private readonly database: Database) {}

  /** One point of each key. */
  takeOne(charges: readonly Charge[]): Promise<Taken[]> {
    return this.take(charges, false);
  }

  /** A tenth of what is left of each key, or one point. */
  takeLots(charges: readonly Charge[]): Promise<Taken[]> {
    return this.take(charges, true);
  }

  async forget(key: string): Promise<void> {
    await this.database.service(FORGET, [bytesOf(key)]);
  }

  /** In the order of the charges, up to the first of which nothing is left. */
  private async take(charges: readonly Charge[], inLots: boolean): Promise<Taken[]> {
    const rows = await this.database.service<{ taken: number; remaining: number; resets_in: number }>(TAKE, [
      charges.map(({ key }) => bytesOf(key)),
      charges.map(({ points }) => points),
      charges.map(({ within }) => within),
      inLots,
    ]);
    return rows.map(({ taken, remaining, resets_in }) => ({ taken, remaining, resetsIn: resets_in }));
  }
}

function bytesOf(key: string): Buffer {
  return Buffer.from(key, 'base64url');
}
