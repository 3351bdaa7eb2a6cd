import { Injectable } from '@nestjs/common';
import type { Individual, Membership } from '@service-runs/contracts';
import { Database, statement } from '../platform/database';
import type { SignedInActor } from '../platform/http/request-context';

const REGISTER = statement('register_individual', 'SELECT register_individual($1, $2, $3) AS id');
const FIND_CREDENTIALS = statement('find_credentials', 'SELECT * FROM find_credentials($1)');
const OPEN_SESSION = statement('open_session', 'SELECT open_session($1, $2, $3) AS id');
const ROTATE = statement('rotate_refresh_token', 'SELECT * FROM rotate_refresh_token($1, $2, $3)');
const END_SESSION = statement('end_session', 'SELECT end_session($1, $2)');
const END_BY_REFRESH = statement('end_session_by_refresh_token', 'SELECT end_session_by_refresh_token($1)');
const GET_ME = statement('get_me', 'SELECT * FROM get_me($1, $2)');
const RENAME = statement('rename_individual', 'SELECT * FROM rename_individual($1, $2, $3)');
const LIST_MEMBERSHIPS = statement('list_memberships', 'SELECT * FROM list_memberships($1, $2)');
const OWN_HASH = statement('get_own_password_hash', 'SELECT get_own_password_hash($1, $2) AS password_hash');
const CHANGE_PASSWORD = statement('change_password', 'SELECT change_password($1, $2, $3, $4) AS changed');
const LINK_IS_LIVE = statement('invitation_is_live', 'SELECT EXISTS (SELECT FROM open_invitation($1, false)) AS live');

export interface Credentials {
  id: string;
  display_name: string;
  email_verified: boolean;
  password_hash: string | null;
}

/** Days a session lives without being used. */
const SESSION_DAYS = 30;

@Injectable()
export class AuthRepository {
  constructor(private readonly database: Database) {}

  async register(email: string, displayName: string, passwordHash: string): Promise<string> {
    return one(await this.database.service<{ id: string }>(REGISTER, [email, displayName, passwordHash])).id;
  }

  async findCredentials(email: string): Promise<Credentials | undefined> {
    return (await this.database.service<Credentials>(FIND_CREDENTIALS, [email]))[0];
  }

  async openSession(individualId: string, refreshHash: Buffer): Promise<string> {
    return one(await this.database.service<{ id: string }>(OPEN_SESSION, [individualId, refreshHash, SESSION_DAYS])).id;
  }

  /** Undefined for a token that is unknown, spent or of an ended session; a spent one has then ended its session. */
  async rotate(hash: Buffer, nextHash: Buffer): Promise<{ session_id: string; individual_id: string } | undefined> {
    return (
      await this.database.service<{ session_id: string; individual_id: string }>(ROTATE, [hash, nextHash, SESSION_DAYS])
    )[0];
  }

  async endSession(actor: SignedInActor): Promise<void> {
    await this.database.service(END_SESSION, [actor.individualId, actor.sessionId]);
  }

  async endSessionByRefreshToken(hash: Buffer): Promise<void> {
    await this.database.service(END_BY_REFRESH, [hash]);
  }

  async me(actor: SignedInActor): Promise<Individual> {
    return one(await this.database.query<Individual>(GET_ME, [actor.individualId, actor.sessionId]));
  }

  async rename(actor: SignedInActor, displayName: string): Promise<Individual> {
    return one(await this.database.query<Individual>(RENAME, [actor.individualId, actor.sessionId, displayName]));
  }

  memberships(actor: SignedInActor): Promise<Membership[]> {
    return this.database.query<Membership>(LIST_MEMBERSHIPS, [actor.individualId, actor.sessionId]);
  }

  async passwordHash(actor: SignedInActor): Promise<string | null> {
    return one(
      await this.database.service<{ password_hash: string | null }>(OWN_HASH, [actor.individualId, actor.sessionId]),
    ).password_hash;
  }

  async changePassword(actor: SignedInActor, oldHash: string, newHash: string): Promise<boolean> {
    return one(
      await this.database.service<{ changed: boolean }>(CHANGE_PASSWORD, [
        actor.individualId,
        actor.sessionId,
        oldHash,
        newHash,
      ]),
    ).changed;
  }

  async invitationIsLive(tokenHash: Buffer): Promise<boolean> {
    return one(await this.database.query<{ live: boolean }>(LINK_IS_LIVE, [tokenHash])).live;
  }
}

function one<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (row === undefined) {
    throw new Error('The statement answers one row and gave none');
  }
  return row;
}
