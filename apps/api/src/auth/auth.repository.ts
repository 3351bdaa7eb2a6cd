import { Injectable } from '@nestjs/common';
import type { Individual, Membership } from '@service-runs/contracts';
import { Database, statement } from '../platform/database';
import type { SignedInActor } from '../platform/http/request-context';
import type { MailedToken } from './one-time-links';
import { PROOF_TEXTS } from './proof-texts';
import type { OneTimePurpose } from './secret-token';

const REGISTER = statement('register_individual', 'SELECT register_individual($1, $2, $3) AS id');
const REGISTER_WITH_MAIL = statement(
  'register_individual_with_mail',
  'SELECT register_individual($1, $2, $3, $4, $5, $6, $7) AS id',
);
const RESEND_VERIFICATION = statement('resend_verification', 'SELECT resend_verification($1, $2, $3, $4, $5, $6)');
const VERIFY_EMAIL = statement('verify_email', 'SELECT verify_email($1, $2, $3, $4, $5, $6) AS verified');
const REQUEST_RESET = statement('request_password_reset', 'SELECT request_password_reset($1, $2, $3, $4, $5)');
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
const LINK_IS_LIVE = statement(
  'invitation_is_live',
  // A link that was claimed opens for ever, and lets nobody in any more.
  `SELECT EXISTS (SELECT FROM open_invitation(live_link($1, $2), false) AS o WHERE o.status <> 'claimed') AS live`,
);
const FIND_ONE_TIME_TOKEN = statement('find_one_time_token', 'SELECT * FROM find_one_time_token($1, $2)');
const RESET_PASSWORD = statement('reset_password', 'SELECT reset_password($1, $2, $3, $4, $5) AS reset');

export interface Credentials {
  id: string;
  display_name: string;
  email_verified: boolean;
  password_hash: string | null;
}

/** Days a session lives without being used. */
const SESSION_DAYS = 30;
/** Minutes that a mailed link is good for: to prove an address by, and to set a password with. */
const VERIFY_MINUTES = 7 * 24 * 60;
const RESET_MINUTES = 60;

@Injectable()
export class AuthRepository {
  constructor(private readonly database: Database) {}

  /** `mailed` goes out to prove the address; null where no mail is sent. */
  async register(
    email: string,
    displayName: string,
    passwordHash: string,
    mailed: MailedToken | null,
  ): Promise<string> {
    const account = [email, displayName, passwordHash];
    return one(
      mailed === null
        ? await this.database.service<{ id: string }>(REGISTER, account)
        : await this.database.service<{ id: string }>(REGISTER_WITH_MAIL, [
            ...account,
            mailed.id,
            mailed.hash,
            mailed.keyId,
            VERIFY_MINUTES,
          ]),
    ).id;
  }

  /** Nothing happens where the address is proven, or where such a mail is on its way already. */
  async resendVerification(actor: SignedInActor, { id, hash, keyId }: MailedToken): Promise<void> {
    await this.database.service(RESEND_VERIFICATION, [
      actor.individualId,
      actor.sessionId,
      id,
      hash,
      keyId,
      VERIFY_MINUTES,
    ]);
  }

  /** False for a token that is not good, or another person's. */
  async verifyEmail(actor: SignedInActor, tokenHash: Buffer): Promise<boolean> {
    return one(
      await this.database.service<{ verified: boolean }>(VERIFY_EMAIL, [
        actor.individualId,
        actor.sessionId,
        tokenHash,
        ...PROOF_TEXTS,
      ]),
    ).verified;
  }

  /** Alike for an address that nobody has. */
  async requestPasswordReset(email: string, { id, hash, keyId }: MailedToken): Promise<void> {
    await this.database.service(REQUEST_RESET, [email, id, hash, keyId, RESET_MINUTES]);
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

  /** Undefined for one that is unknown, used or past its time. */
  async findOneTimeToken(
    purpose: OneTimePurpose,
    hash: Buffer,
  ): Promise<{ individual_id: string; email: string } | undefined> {
    return (
      await this.database.service<{ individual_id: string; email: string }>(FIND_ONE_TIME_TOKEN, [purpose, hash])
    )[0];
  }

  /** Proves the address and ends every session as well. False for a token that is no longer good. */
  async resetPassword(tokenHash: Buffer, passwordHash: string): Promise<boolean> {
    return one(
      await this.database.service<{ reset: boolean }>(RESET_PASSWORD, [tokenHash, passwordHash, ...PROOF_TEXTS]),
    ).reset;
  }

  async invitationIsLive(tokenHash: Buffer, keyIds: readonly string[]): Promise<boolean> {
    return one(await this.database.query<{ live: boolean }>(LINK_IS_LIVE, [tokenHash, keyIds])).live;
  }
}

function one<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (row === undefined) {
    throw new Error('The statement answers one row and gave none');
  }
  return row;
}
