import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  LIMITS,
  type ClaimAnswer,
  type InvitationAnswer,
  type InvitationPage,
  type InvitationReissued,
  type InvitationsPreviewed,
  type IssuedInvitation,
  type PublicInvitationAnswer,
} from '@service-runs/contracts';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { ApiError, invalid } from '../platform/errors/api-error';
import type { RepeatableCall } from '../platform/http/idempotency';
import { pageRequest, toPage } from '../platform/http/paging';
import type { Actor, SignedInActor } from '../platform/http/request-context';
import type {
  CreateInvitationsBody,
  InvitationsQuery,
  PreviewInvitationsBody,
  ReissueBody,
  RevokeBody,
} from './dto/invitation.input';
import { InvitationLinks } from './invitation-links';
import {
  toClaimAnswer,
  toInvitation,
  toIssued,
  toPreviewed,
  toPublicInvitation,
  type IssuedRow,
} from './invitation.mapper';
import {
  InvitationRepository,
  type InvitedTo,
  type MadeBatch,
  type NewInvitation,
  type PreparedAddress,
} from './invitation.repository';
import { requireDistinctAddresses, requireNewcomer } from './invitation.rules';
import { tokenHash } from './link-token';

@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly links: InvitationLinks,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'smtpUrl'>,
  ) {}

  async create(
    actor: Actor,
    to: InvitedTo,
    { invitees, expires_in_days, send_mail = false }: CreateInvitationsBody,
    call: RepeatableCall | null = null,
  ): Promise<{ invitations: IssuedInvitation[]; skipped: string[] }> {
    requireDistinctAddresses(
      invitees.map(({ email }) => email),
      (place) => `invitees[${place}].email`,
    );
    this.requireMail(send_mail);
    const { rows, made } = await this.invitations.issue(
      actor,
      to,
      invitees.map(({ email }) => email),
      expires_in_days ?? LIMITS.inviteDaysDefault,
      call,
      (known) => {
        if (to.type === 'tenant') {
          requireNewcomer(known);
        }
        return this.derive(invitees, known, send_mail);
      },
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return {
      // In the order in which they were given.
      invitations: made.invitations.map(({ id, version }) => {
        const row = byId.get(id) as IssuedRow;
        const token = this.links.token({ invitationId: id, version, keyId: made.key_id }, 'claim') ?? '';
        // As it was answered the first time, whatever has become of it since.
        return toIssued({ ...row, status: 'sent' }, token, version > 1);
      }),
      skipped: made.skipped.map((place) => invitees[place]?.email ?? ''),
    };
  }

  /** The rows to write, and what will be remembered of them. Answers the same however often it is tried. */
  private derive(
    invitees: CreateInvitationsBody['invitees'],
    known: PreparedAddress[],
    sendMail: boolean,
  ): { fresh: NewInvitation[]; made: MadeBatch } {
    const byEmail = new Map(known.map((address) => [address.email, address]));
    const fresh: NewInvitation[] = [];
    const skipped: number[] = [];
    invitees.forEach(({ email, name, role, message }, place) => {
      const address = byEmail.get(email) as PreparedAddress;
      if (address.has_access) {
        skipped.push(place);
        return;
      }
      const id = address.open_invitation_id ?? randomUUID();
      const version = (address.open_version ?? 0) + 1;
      fresh.push({
        id,
        email,
        name: name || null,
        role: role || null,
        message: message || null,
        version,
        ...this.hashes(id, version, sendMail),
      });
    });
    return {
      fresh,
      made: { invitations: fresh.map(({ id, version }) => ({ id, version })), key_id: this.links.keyId, skipped },
    };
  }

  /** A mailed link is another than the one that is answered: only by it an address is proven. */
  private hashes(id: string, version: number, sendMail: boolean): { hash: Buffer; mailHash: Buffer | null } {
    return {
      hash: tokenHash(this.links.newToken(id, version, 'claim')),
      mailHash: sendMail ? tokenHash(this.links.newToken(id, version, 'mail')) : null,
    };
  }

  private requireMail(wanted: boolean): void {
    if (wanted && this.settings.smtpUrl === undefined) {
      throw invalid('send_mail', 'unavailable', 'This site sends no mail');
    }
  }

  async preview(actor: Actor, runId: string, { emails }: PreviewInvitationsBody): Promise<InvitationsPreviewed> {
    requireDistinctAddresses(emails, (place) => `emails[${place}]`);
    return { ok: true, fates: (await this.invitations.preview(actor, runId, emails)).map(toPreviewed) };
  }

  async list(actor: Actor, runId: string, { status, ...query }: InvitationsQuery): Promise<InvitationPage> {
    const page = pageRequest(query);
    const rows = await this.invitations.list(actor, runId, status?.length ? status : null, page);
    const { items, next_cursor } = toPage(rows, page, toInvitation);
    return { ok: true, invitations: items, next_cursor };
  }

  async get(actor: Actor, runId: string, invitationId: string): Promise<InvitationAnswer> {
    return { ok: true, invitation: toInvitation(await this.invitations.get(actor, runId, invitationId)) };
  }

  async revoke(actor: Actor, runId: string, invitationId: string, { reason }: RevokeBody): Promise<InvitationAnswer> {
    return {
      ok: true,
      invitation: toInvitation(await this.invitations.revoke(actor, runId, invitationId, reason || null)),
    };
  }

  async reissue(
    actor: Actor,
    to: InvitedTo,
    invitationId: string,
    { send_mail = false }: ReissueBody = {},
  ): Promise<InvitationReissued> {
    this.requireMail(send_mail);
    const row = await this.invitations.reissue(actor, to, invitationId, (version) => ({
      version: version + 1,
      ...this.hashes(invitationId, version + 1, send_mail),
      keyId: this.links.keyId,
      days: LIMITS.inviteDaysDefault,
    }));
    return {
      ok: true,
      invitation: toIssued(row, this.links.newToken(invitationId, row.version, 'claim'), true),
    };
  }

  async listMembers(actor: Actor, { status, ...query }: InvitationsQuery): Promise<InvitationPage> {
    const page = pageRequest(query);
    const rows = await this.invitations.listMembers(actor, status?.length ? status : null, page);
    const { items, next_cursor } = toPage(rows, page, toInvitation);
    return { ok: true, invitations: items, next_cursor };
  }

  async revokeMember(actor: Actor, invitationId: string, { reason }: RevokeBody): Promise<InvitationAnswer> {
    return {
      ok: true,
      invitation: toInvitation(await this.invitations.revokeMember(actor, invitationId, reason || null)),
    };
  }

  /** @throws ApiError `error.invite.invalid_or_expired` for every link that is dead, alike in words and work */
  async open(token: string, mark: boolean): Promise<PublicInvitationAnswer> {
    const row = await this.invitations.open(tokenHash(token), this.links.keyIds, mark);
    if (row === undefined) {
      throw new ApiError('error.invite.invalid_or_expired');
    }
    return toPublicInvitation(row);
  }

  async claim(actor: SignedInActor, token: string): Promise<ClaimAnswer> {
    return toClaimAnswer(await this.invitations.claim(actor, tokenHash(token), this.links.keyIds));
  }
}
