import { types } from 'pg';

const TIMESTAMPTZ = 1184;
const TIMESTAMP = 1114;

/**
 * Rows carry instants as the contract writes them. The login roles have their time zone set to UTC, so PostgreSQL sends
 * `2026-03-12 16:00:00.123456+00`; cutting that to `2026-03-12T16:00:00.123Z` costs far less than a Date and back.
 */
export function instantFromPostgres(text: string): string {
  if (!text.endsWith('+00') || text.length > 29) {
    return new Date(text).toISOString();
  }
  if (text.length === 29) {
    // Of the clock's own making, as most are: to the microsecond.
    return `${text.slice(0, 10)}T${text.slice(11, 23)}Z`;
  }
  const fraction = text.length > 22 ? text.slice(20, -3).slice(0, 3).padEnd(3, '0') : '000';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

export function installTypeParsers(): void {
  types.setTypeParser(TIMESTAMPTZ, instantFromPostgres);
  // A local time has no instant: it stays the text that it is, `2026-03-12 09:00:00`.
  types.setTypeParser(TIMESTAMP, (text) => text);
}
