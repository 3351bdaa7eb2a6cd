import { randomUUID } from 'node:crypto';
import type { InvitationStatus } from '@service-runs/contracts';
import { testEnvironment } from '../support/cluster';
import { deriveToken, tokenHash } from '../../src/invitations/link-token';
import { linkKeyId } from '../../src/platform/config/link-keys';
import type { Person } from './people';
import type { RunFixture } from './runs';
import type { Tenant } from './tenants';
import { one, unique, type Queryable } from './queryable';

const LINK_KEY = String(
  testEnvironment({ appUrl: '', internalUrl: '' } as Parameters<typeof testEnvironment>[0])['LINK_SECRET'],
);

export interface InvitationFixture {
  readonly id: string;
  readonly email: string;
  /** What is behind `/i/`. */
  readonly token: string;
  /** The one that goes out by mail alone. */
  readonly mailToken: string;
}

interface InvitationOptions {
  email?: string;
  name?: string | null;
  role?: string | null;
  message?: string | null;
  status?: InvitationStatus;
  /** Past its time, whatever its status says. */
  pastItsTime?: boolean;
  inviter?: Person | null;
  /** Then it is claimed, and went to their address, where nothing else is said. */
  claimedBy?: Person;
  version?: number;
  mailed?: boolean;
  /** Of the key that it claims to be made with. */
  keyId?: string;
}

export function createInvitation(
  db: Queryable,
  run: RunFixture,
  options: InvitationOptions = {},
): Promise<InvitationFixture> {
  return insert(db, { contextType: 'service_run', contextId: run.id, tenantId: run.tenantId }, options);
}

/** An invitation to become a member. */
export function createMemberInvitation(
  db: Queryable,
  tenant: Tenant,
  options: InvitationOptions = {},
): Promise<InvitationFixture> {
  return insert(
    db,
    { contextType: 'tenant', contextId: tenant.id, tenantId: tenant.id },
    { role: 'staff', ...options },
  );
}

async function insert(
  db: Queryable,
  context: { contextType: string; contextId: string; tenantId: string },
  options: InvitationOptions,
): Promise<InvitationFixture> {
  const id = randomUUID();
  const version = options.version ?? 1;
  const email = options.email ?? options.claimedBy?.email ?? `invitee-${unique()}@people.example`;
  const token = deriveToken(LINK_KEY, 'claim', id, version);
  const mailToken = deriveToken(LINK_KEY, 'mail', id, version);
  const status = options.status ?? (options.claimedBy ? 'claimed' : 'sent');
  await one(
    db,
    `INSERT INTO cc_invitations (id, inviter_tenant_id, inviter_individual_id, context_type, context_id, invitee_email, invitee_name,
                                 invitee_role, message, claim_token_hash, mail_token_hash, claim_token_version, claim_token_key_id,
                                 claim_token_expires_at, status, claimed_at, claimed_by_individual_id, claimed_by_tenant_id,
                                 revoked_at, revoked_reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
             now() + CASE WHEN $14 THEN '-1 second' ELSE '30 days' END::interval, $15::text,
             CASE WHEN $15::text = 'claimed' THEN now() END, $16, CASE WHEN $15::text = 'claimed' THEN $2::uuid END,
             CASE WHEN $15::text = 'revoked' THEN now() END, CASE WHEN $15::text = 'revoked' THEN 'A reason' END) RETURNING id`,
    [
      id,
      context.tenantId,
      options.inviter?.id,
      context.contextType,
      context.contextId,
      email,
      options.name,
      options.role,
      options.message,
      tokenHash(token),
      options.mailed ? tokenHash(mailToken) : null,
      version,
      options.keyId ?? linkKeyId(LINK_KEY),
      options.pastItsTime ?? false,
      status,
      options.claimedBy?.id,
    ],
  );
  return { id, email, token, mailToken };
}

export async function createGrant(
  db: Queryable,
  run: RunFixture,
  person: Person,
  options: { invitation?: InvitationFixture; role?: string; revoked?: boolean; grantedAt?: string } = {},
): Promise<{ id: string }> {
  return one(
    db,
    `INSERT INTO cc_service_run_stakeholders (run_id, run_tenant_id, stakeholder_individual_id, invite_id, stakeholder_role,
                                              status, granted_at, revoked_at, revoked_reason)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN 'revoked' ELSE 'active' END, coalesce($7, now()),
             CASE WHEN $6 THEN now() END, CASE WHEN $6 THEN 'invitation_revoked' END) RETURNING id`,
    [
      run.id,
      run.tenantId,
      person.id,
      options.invitation?.id,
      options.role,
      options.revoked ?? false,
      options.grantedAt,
    ],
  );
}

export async function createNotification(
  db: Queryable,
  person: Person,
  options: {
    invitation?: InvitationFixture;
    linkVersion?: number;
    createdAt?: string;
    read?: boolean;
    title?: string;
  } = {},
): Promise<{ id: string }> {
  return one(
    db,
    `INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id,
                                   link_version, created_at, read_at)
     VALUES ($1, 'system', $2, 'A text', $3, 'invitation', $4, $5, coalesce($6, now()), CASE WHEN $7 THEN now() END) RETURNING id`,
    [
      person.id,
      options.title ?? 'Invitation',
      options.linkVersion === undefined ? '/app/notifications' : '/i/{token}',
      options.invitation?.id ?? randomUUID(),
      options.linkVersion,
      options.createdAt,
      options.read ?? false,
    ],
  );
}
