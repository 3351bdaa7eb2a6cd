import { Injectable } from '@nestjs/common';
import type { InvitationStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { PROOF_TEXTS } from '../auth';
import { Database, statement, TENANT_ACTOR, tenantActor, type Query } from '../platform/database';
import { makeOnce, type Maker, type RepeatableCall } from '../platform/http/idempotency';
import type { PageRequest } from '../platform/http/paging';
import type { Actor, SignedInActor } from '../platform/http/request-context';
import type { ClaimedRow, InvitationRow, IssuedRow, OpenedRow, PreviewedRow } from './invitation.mapper';

const LIST = statement(
  'list_run_invitations',
  `SELECT * FROM list_run_invitations(${TENANT_ACTOR}, $7, $8, $9, $10, $11)`,
);
const GET = statement('get_run_invitation', `SELECT * FROM get_run_invitation(${TENANT_ACTOR}, $7, $8)`);
const PREVIEW = statement('preview_invitations', `SELECT * FROM preview_invitations(${TENANT_ACTOR}, $7, $8)`);
const ENTER = statement(
  'enter_service_as_tenant',
  `SELECT tenant_id, individual_id FROM enter_service_as_tenant(${TENANT_ACTOR})`,
);
const PREPARE = statement('prepare_invitations', `SELECT * FROM prepare_invitations(${TENANT_ACTOR}, $7, $8, $9)`);
const ISSUE = statement(
  'issue_invitations',
  'SELECT * FROM issue_invitations($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)',
);
const ISSUED = statement(
  'issued_invitations',
  `SELECT id, invitee_email, invitee_name, invitee_role, status, claim_token_expires_at FROM cc_invitations
    WHERE inviter_tenant_id = $1 AND id = ANY ($2)`,
);
const PREPARE_REISSUE = statement('prepare_reissue', `SELECT * FROM prepare_reissue(${TENANT_ACTOR}, $7, $8, $9)`);
const REISSUE = statement(
  'reissue_invitation',
  'SELECT * FROM reissue_invitation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
);
const REVOKE = statement('revoke_invitation', `SELECT * FROM revoke_invitation(${TENANT_ACTOR}, $7, $8, $9, $10, $11)`);
const LIST_MEMBERS = statement(
  'list_member_invitations',
  `SELECT * FROM list_member_invitations(${TENANT_ACTOR}, $7, $8, $9, $10)`,
);
const REVOKE_MEMBER = statement(
  'revoke_member_invitation',
  `SELECT * FROM revoke_member_invitation(${TENANT_ACTOR}, $7, $8)`,
);
const OPEN = statement('open_invitation', 'SELECT * FROM open_invitation(live_link($1, $2), $3)');
const CLAIM = statement(
  'claim_invitation',
  'SELECT * FROM claim_invitation($1, $2, live_link($3, $4), $5, $6, $7, $8, $9, $10, $11)',
);

/** Left in the notification's text for the database, which knows the run and the person, to fill in. */
const RUN = '{run}';
const PERSON = '{person}';

/** What people are invited to: a run, or the organisation of the actor, which need not be named. */
export type InvitedTo = { readonly type: 'service_run'; readonly runId: string } | { readonly type: 'tenant' };

/** What is known of an address before it is invited. */
export interface PreparedAddress {
  email: string;
  open_invitation_id: string | null;
  open_version: number | null;
  has_access: boolean;
  tenant_id: string;
  inviter_id: string;
  context_id: string;
}

export interface NewInvitation {
  id: string;
  email: string;
  name: string | null;
  role: string | null;
  message: string | null;
  version: number;
  hash: Buffer;
  /** Of the link that goes out by mail; null where none does. */
  mailHash: Buffer | null;
}

/** What a batch has made: ids and states, no address and no link. `skipped` counts places in what was asked for. */
export interface MadeBatch {
  invitations: { id: string; version: number }[];
  key_id: string;
  skipped: number[];
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

  /** What inviting them would do with each, in the order given. */
  preview(actor: Actor, runId: string, emails: string[]): Promise<PreviewedRow[]> {
    return this.database.query(PREVIEW, [...tenantActor(actor), runId, emails]);
  }

  /**
   * Two statements whatever the number of invitees: what is known of the addresses, held; then all rows at once.
   * `derive` makes the links in between, for which it needs the ids and versions of what is renewed.
   */
  issue(
    actor: Actor,
    to: InvitedTo,
    emails: string[],
    days: number,
    call: RepeatableCall | null,
    derive: (known: PreparedAddress[]) => { fresh: NewInvitation[]; made: MadeBatch },
  ): Promise<{ rows: IssuedRow[]; made: MadeBatch }> {
    return this.database.serviceRun(async (query) => {
      let rows: IssuedRow[] = [];
      const act = async () => {
        const known = await query<PreparedAddress & object>(PREPARE, [
          ...tenantActor(actor),
          to.type,
          idOf(to),
          emails,
        ]);
        const { fresh, made } = derive(known);
        if (fresh.length > 0) {
          rows = await this.write(query, to, known[0] as PreparedAddress, fresh, made.key_id, days);
        }
        return made;
      };
      if (call === null) {
        return { made: await act(), rows };
      }
      const maker = await this.enter(query, actor);
      const { made, repeated } = await makeOnce(query, maker, call, act);
      return {
        made,
        rows: repeated
          ? await query<IssuedRow & object>(ISSUED, [maker.tenantId, made.invitations.map(({ id }) => id)])
          : rows,
      };
    });
  }

  private async enter(query: Query, actor: Actor): Promise<Maker & { tenantId: string }> {
    const [entered] = await query<{ tenant_id: string; individual_id: string }>(ENTER, tenantActor(actor));
    return {
      tenantId: entered?.tenant_id as string,
      individualId: entered?.individual_id as string,
      keyHash: actor.keyHash,
    };
  }

  private write(
    query: Query,
    to: InvitedTo,
    { tenant_id, inviter_id, context_id }: PreparedAddress,
    fresh: NewInvitation[],
    keyId: string,
    days: number,
  ): Promise<(IssuedRow & object)[]> {
    // Every batch writes its rows in the same order.
    const sorted = [...fresh].sort((a, b) => (a.email < b.email ? -1 : 1));
    return query<IssuedRow & object>(ISSUE, [
      tenant_id,
      inviter_id,
      to.type,
      context_id,
      sorted.map(({ id }) => id),
      sorted.map(({ email }) => email),
      sorted.map(({ name }) => name),
      sorted.map(({ role }) => role),
      sorted.map(({ message }) => message),
      sorted.map(({ version }) => version),
      sorted.map(({ hash }) => hash),
      sorted.map(({ mailHash }) => mailHash),
      keyId,
      days,
      ...invitedText(to),
    ]);
  }

  reissue(
    actor: Actor,
    to: InvitedTo,
    invitationId: string,
    renew: (version: number) => {
      version: number;
      hash: Buffer;
      mailHash: Buffer | null;
      keyId: string;
      days: number;
    },
  ): Promise<IssuedRow & { version: number }> {
    return this.database.serviceRun(async (query) => {
      const [found] = await query<{ version: number; tenant_id: string; inviter_id: string }>(PREPARE_REISSUE, [
        ...tenantActor(actor),
        to.type,
        idOf(to),
        invitationId,
      ]);
      const { version, hash, mailHash, keyId, days } = renew(found?.version as number);
      const [row] = await query<IssuedRow & object>(REISSUE, [
        found?.tenant_id,
        found?.inviter_id,
        invitationId,
        version,
        hash,
        mailHash,
        keyId,
        days,
        ...invitedText(to),
      ]);
      return { ...(row as IssuedRow), version };
    });
  }

  listMembers(
    actor: Actor,
    statuses: InvitationStatus[] | null,
    { after, limit }: PageRequest,
  ): Promise<(InvitationRow & { position: string })[]> {
    return this.database.query(LIST_MEMBERS, [...tenantActor(actor), statuses, after.at, after.id, limit + 1]);
  }

  async revokeMember(actor: Actor, invitationId: string, reason: string | null): Promise<InvitationRow> {
    const [row] = await this.database.service<InvitationRow>(REVOKE_MEMBER, [
      ...tenantActor(actor),
      invitationId,
      reason,
    ]);
    return row as InvitationRow;
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
  async open(hash: Buffer, keyIds: readonly string[], mark: boolean): Promise<OpenedRow | undefined> {
    return (await this.database.query<OpenedRow>(OPEN, [hash, keyIds, mark]))[0];
  }

  async claim(actor: SignedInActor, hash: Buffer, keyIds: readonly string[]): Promise<ClaimedRow> {
    const [row] = await this.database.service<ClaimedRow>(CLAIM, [
      actor.individualId,
      actor.sessionId,
      hash,
      keyIds,
      service('notification.claimed.title'),
      service('notification.claimed.body', { run: RUN }),
      service('notification.invite_claimed.title'),
      service('notification.invite_claimed.body', { run: RUN, person: PERSON }),
      ...PROOF_TEXTS,
    ]);
    return row as ClaimedRow;
  }
}

function idOf(to: InvitedTo): string | null {
  return to.type === 'service_run' ? to.runId : null;
}

function invitedText({ type }: InvitedTo): [string, string] {
  const [title, runBody, tenantBody] = PROOF_TEXTS;
  return [title, type === 'service_run' ? runBody : tenantBody];
}
