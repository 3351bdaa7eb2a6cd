import { createHash, randomUUID } from 'node:crypto';
import { hashOf, newToken, type OneTimePurpose } from '../../src/auth/secret-token';
import { one, unique, type Queryable } from './queryable';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
}

export interface Session {
  readonly individualId: string;
  readonly sessionId: string;
}

interface PersonOptions {
  email?: string;
  displayName?: string;
  verified?: boolean;
  passwordHash?: string;
}

export async function createPerson(db: Queryable, options: PersonOptions = {}): Promise<Person> {
  const mark = unique();
  const email = options.email ?? `person-${mark}@people.example`;
  const displayName = options.displayName ?? `Person ${mark}`;
  const { id } = await one<{ id: string }>(
    db,
    `INSERT INTO cc_individuals (email, display_name, email_verified_at, password_hash)
     VALUES ($1, $2, CASE WHEN $3 THEN now() END, $4) RETURNING id`,
    [email, displayName, options.verified ?? true, options.passwordHash ?? null],
  );
  return { id, email, displayName };
}

/** A session as signing in makes it, without the cost of a password. */
export async function createSession(
  db: Queryable,
  person: Pick<Person, 'id'>,
  options: { ended?: boolean; expired?: boolean; refreshToken?: string } = {},
): Promise<Session> {
  const { id } = await one<{ id: string }>(
    db,
    `INSERT INTO cc_sessions (individual_id, expires_at, ended_at, ended_reason)
     VALUES ($1, now() + CASE WHEN $2 THEN '-1 second' ELSE '1 day' END::interval,
             CASE WHEN $3 THEN now() END, CASE WHEN $3 THEN 'logout' END) RETURNING id`,
    [person.id, options.expired ?? false, options.ended ?? false],
  );
  if (options.refreshToken !== undefined) {
    await db.query('INSERT INTO cc_refresh_tokens (session_id, token_hash) VALUES ($1, $2)', [
      id,
      createHash('sha256').update(options.refreshToken).digest(),
    ]);
  }
  return { individualId: person.id, sessionId: id };
}

/** A one-time token as the operator's command makes it. */
export async function createOneTimeToken(
  db: Queryable,
  person: Pick<Person, 'id'>,
  options: { purpose?: OneTimePurpose; used?: boolean; expired?: boolean } = {},
): Promise<string> {
  const token = newToken();
  await db.query(
    `INSERT INTO cc_one_time_tokens (individual_id, purpose, token_hash, expires_at, used_at)
     VALUES ($1, $2, $3, now() + CASE WHEN $4 THEN '-1 second' ELSE '1 hour' END::interval, CASE WHEN $5 THEN now() END)`,
    [person.id, options.purpose ?? 'reset_password', hashOf(token), options.expired ?? false, options.used ?? false],
  );
  return token;
}

/** For asking after somebody or something that is not there. */
export const unknownId = (): string => randomUUID();
