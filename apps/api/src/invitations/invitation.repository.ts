import { Injectable } from '@nestjs/common';
import type { InvitationStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Database, statement, TENANT_ACTOR, tenantActor } from '../platform/database';
import type { PageRequest } from '../platform/http/paging';
import type { Actor, SignedInActor } from '../platform/http/request-context';
import type { ClaimedRow, InvitationRow, IssuedRow, OpenedRow } from './invitation.mapper';

const LIST = statement(
  'list_run_invitations',
  `SELECT * FROM list_run_invitations(${TENANT_ACTOR}, $7, $8, $9, $10, $11)`,
);
const GET = statement('get_run_invitation', `SELECT * FROM get_run_invitation(${TENANT_ACTOR}, $7, $8)`);
const PREPARE = statement('prepare_invitations', `SELECT * FROM prepare_invitations(${TENANT_ACTOR}, $7, $8)`);
const ISSUE = statement(
  'issue_invitations',
  'SELECT * FROM issue_invitations($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
);
const PREPARE_REISSUE = statement('prepare_reissue', `SELECT * FROM prepare_reissue(${TENANT_ACTOR}, $7, $8)`);
const REISSUE = statement(
  'reissue_invitation',
  'SELECT * FROM reissue_invitation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
);
const REVOKE = statement('revoke_invitation', `SELECT * FROM revoke_invitation(${TENANT_ACTOR}, $7, $8, $9, $10, $11)`);
const OPEN = statement('open_invitation', 'SELECT * FROM open_invitation($1, $2)');
const CLAIM = statement('claim_invitation', 'SELECT * FROM claim_invitation($1, $2, $3, $4, $5, $6, $7)');

/** Left in the notification's text for the database, which knows the run and the person, to fill in. */
const RUN = '{run}';
const PERSON = '{person}';

/** What is known of an address before it is invited. */
export interface PreparedAddress {
  email: string;
  open_invitation_id: string | null;
  open_version: number | null;
  has_access: boolean;
  tenant_id: string;
  inviter_id: string;
}

export interface NewInvitation {
  id: string;
  email: string;
  name: string | null;
  role: string | null;
  message: string | null;
  version: number;
  hash: Buffer;
}

export interface Batch {
  tenantId: string;
  inviterId: string;
  runId: string;
  keyId: string;
  days: number;
}

@Injectable()
export class InvitationRepository {
  constructor(private readonly database: Database) {}

  list(
    actor: Actor,
    runId: string,
    statuses: InvitationStatus[] | null,
    { after, limit }: PageRequest,
  ): Promise<(InvitationRow & { position: string })[]> {
    return this.database.query(LIST, [...tenantActor(actor), runId, statuses, after.at, after.id, limit + 1]);
  }

  async get(actor: Actor, runId: string, invitationId: string): Promise<InvitationRow> {
    return (
      await this.database.query<InvitationRow>(GET, [...tenantActor(actor), runId, invitationId])
    )[0] as InvitationRow;
  }

  /**
   * Two statements whatever the number of invitees: what is known of the addresses, held; then all rows at once.
   * `derive` makes the links in between, for which it needs the ids and versions of what is renewed.
   */
  issue(
    actor: Actor,
    runId: string,
    emails: string[],
    derive: (known: PreparedAddress[]) => { batch: Batch; invitations: NewInvitation[] },
  ): Promise<IssuedRow[]> {
    return this.database.serviceRun(async (query) => {
      const known = await query<PreparedAddress & object>(PREPARE, [...tenantActor(actor), runId, emails]);
      const { batch, invitations } = derive(known);
      if (invitations.length === 0) {
        return [];
      }
      // Every batch writes its rows in the same order.
      const sorted = [...invitations].sort((a, b) => (a.email < b.email ? -1 : 1));
      return query<IssuedRow & object>(ISSUE, [
        batch.tenantId,
        batch.inviterId,
        batch.runId,
        sorted.map(({ id }) => id),
        sorted.map(({ email }) => email),
        sorted.map(({ name }) => name),
        sorted.map(({ role }) => role),
        sorted.map(({ message }) => message),
        sorted.map(({ version }) => version),
        sorted.map(({ hash }) => hash),
        batch.keyId,
        batch.days,
        ...invitedText(),
      ]);
    });
  }

  reissue(
    actor: Actor,
    runId: string,
    invitationId: string,
    renew: (version: number) => { version: number; hash: Buffer; keyId: string; days: number },
  ): Promise<IssuedRow & { version: number }> {
    return this.database.serviceRun(async (query) => {
      const [found] = await query<{ version: number; tenant_id: string; inviter_id: string }>(PREPARE_REISSUE, [
        ...tenantActor(actor),
        runId,
        invitationId,
      ]);
      const { version, hash, keyId, days } = renew(found?.version as number);
      const [row] = await query<IssuedRow & object>(REISSUE, [
        found?.tenant_id,
        found?.inviter_id,
        runId,
        invitationId,
        version,
        hash,
        keyId,
        days,
        ...invitedText(),
      ]);
      return { ...(row as IssuedRow), version };
    });
  }

  async revoke(actor: Actor, runId: string, invitationId: string, reason: string | null): Promise<InvitationRow> {
    const [row] = await this.database.service<InvitationRow>(REVOKE, [
      ...tenantActor(actor),
      runId,
      invitationId,
      reason,
      service('notification.revoked.title'),
      service('notification.revoked.body', { run: RUN }),
    ]);
    return row as InvitationRow;
  }

  /** Undefined for every link that is dead, whatever it died of. `mark` writes down that it was opened. */
  async open(hash: Buffer, mark: boolean): Promise<OpenedRow | undefined> {
    return (await this.database.query<OpenedRow>(OPEN, [hash, mark]))[0];
  }

  async claim(actor: SignedInActor, hash: Buffer): Promise<ClaimedRow> {
    const [row] = await this.database.service<ClaimedRow>(CLAIM, [
      actor.individualId,
      actor.sessionId,
      hash,
      service('notification.claimed.title'),
      service('notification.claimed.body', { run: RUN }),
      service('notification.invite_claimed.title'),
      service('notification.invite_claimed.body', { run: RUN, person: PERSON }),
    ]);
    return row as ClaimedRow;
  }
}

function invitedText(): [string, string] {
  return [service('notification.invited.title'), service('notification.invited.body')];
}
