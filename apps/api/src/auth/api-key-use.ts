import { Injectable } from '@nestjs/common';
import { Database, statement } from '../platform/database';

const TOUCH = statement('touch_api_key', 'SELECT touch_api_key($1)');

/** Milliseconds between two notes of the same key. */
const RESOLUTION = 60_000;
const REMEMBERED = 10_000;

/** Notes, to the minute, when a key was last used; beside the requests, which do not wait for it. */
@Injectable()
export class ApiKeyUse {
  private readonly noted = new Map<string, number>();

  constructor(private readonly database: Database) {}

  note(keyHash: Buffer): void {
    const name = keyHash.toString('base64');
    const now = Date.now();
    if (now - (this.noted.get(name) ?? 0) < RESOLUTION) {
      return;
    }
    if (this.noted.size >= REMEMBERED) {
      this.noted.clear();
    }
    this.noted.set(name, now);
    // A key that does not exist touches no row; a lost database is told by the request itself.
    void this.database.service(TOUCH, [keyHash]).catch(() => this.noted.delete(name));
  }
}
