import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  LIMITS,
  type ClaimAnswer,
  type InvitationAnswer,
  type InvitationPage,
  type InvitationReissued,
  type InvitationsCreated,
  type PublicInvitationAnswer,
} from '@service-runs/contracts';
import { ApiError } from '../platform/errors/api-error';
import { pageRequest, toPage } from '../platform/http/paging';
import type { Actor, SignedInActor } from '../platform/http/request-context';
import type { CreateInvitationsBody, InvitationsQuery, RevokeBody } from './dto/invitation.input';
import { InvitationLinks } from './invitation-links';
import { toClaimAnswer, toInvitation, toIssued, toPublicInvitation } from './invitation.mapper';
import { InvitationRepository, type NewInvitation, type PreparedAddress } from './invitation.repository';
import { requireDistinctAddresses } from './invitation.rules';
import { tokenHash } from './link-token';

@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly links: InvitationLinks,
  ) {}

  async create(
    actor: Actor,
    runId: string,
    { invitees, expires_in_days }: CreateInvitationsBody,
  ): Promise<InvitationsCreated> {
    requireDistinctAddresses(invitees);
    const tokens = new Map<string, { token: string; reissued: boolean }>();
    const skipped: string[] = [];
    const rows = await this.invitations.issue(
      actor,
      runId,
      invitees.map(({ email }) => email),
      (known) => {
        // The transaction may be tried again after a deadlock: what an earlier try has noted is forgotten.
        tokens.clear();
        skipped.length = 0;
        const byEmail = new Map(known.map((address) => [address.email, address]));
        const fresh: NewInvitation[] = [];
        for (const { email, name, role, message } of invitees) {
          const address = byEmail.get(email) as PreparedAddress;
          if (address.has_access) {
            skipped.push(email);
            continue;
          }
          const id = address.open_invitation_id ?? randomUUID();
          const version = (address.open_version ?? 0) + 1;
          const token = this.links.newToken(id, version, 'claim');
          tokens.set(email, { token, reissued: address.open_invitation_id !== null });
          fresh.push({
            id,
            email,
            name: name || null,
            role: role || null,
            message: message || null,
            version,
            hash: tokenHash(token),
          });
        }
        const { tenant_id, inviter_id } = known[0] as PreparedAddress;
        return {
          batch: {
            tenantId: tenant_id,
            inviterId: inviter_id,
            runId,
            keyId: this.links.keyId,
            days: expires_in_days ?? LIMITS.inviteDaysDefault,
          },
          invitations: fresh,
        };
      },
    );
    const byEmail = new Map(rows.map((row) => [row.invitee_email, row]));
    return {
      ok: true,
      run_id: runId,
      // In the order in which they were given.
      invitations: invitees.flatMap(({ email }) => {
        const row = byEmail.get(email);
        const made = tokens.get(email);
        return row && made ? [toIssued(row, made.token, made.reissued)] : [];
      }),
      skipped: skipped.map((invitee_email) => ({ invitee_email, reason: 'already_has_access' })),
    };
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

  async reissue(actor: Actor, runId: string, invitationId: string): Promise<InvitationReissued> {
    const row = await this.invitations.reissue(actor, runId, invitationId, (version) => ({
      version: version + 1,
      hash: tokenHash(this.links.newToken(invitationId, version + 1, 'claim')),
      keyId: this.links.keyId,
      days: LIMITS.inviteDaysDefault,
    }));
    return { ok: true, invitation: toIssued(row, this.links.newToken(invitationId, row.version, 'claim'), true) };
  }

  /** @throws ApiError `error.invite.invalid_or_expired` for every link that is dead, alike in words and work */
  async open(token: string, mark: boolean): Promise<PublicInvitationAnswer> {
    const row = await this.invitations.open(tokenHash(token), mark);
    if (row === undefined) {
      throw new ApiError('error.invite.invalid_or_expired');
    }
    return toPublicInvitation(row);
  }

  async claim(actor: SignedInActor, token: string): Promise<ClaimAnswer> {
    return toClaimAnswer(await this.invitations.claim(actor, tokenHash(token)));
  }
}
