// Tells what happened, act by act, and keeps the rows that the acts would have left: an invitation that is claimed makes
// its grant, its notifications and its line in the trail, as in the API. So the demo data cannot contradict itself.
import type { ActivityAction, MarketMode, RunStatus } from '../../libs/contracts/src/vocabulary.ts';
import { INVITED_WORDS } from '../lib/invited-words.ts';
import { notification } from '../../libs/copy/src/catalogue/notification.ts';
import { deriveToken, tokenHash } from '../../apps/api/src/invitations/link-token.ts';
import { linkKeyId } from '../../apps/api/src/platform/config/link-keys.ts';
import { HOME_ZONE, type Clock } from './clock.ts';
import { demoId } from './ids.ts';
import { accounts, type Account } from './people.ts';

type Row = Record<string, unknown>;

/** The tables that are filled, each after those that its rows point to. */
export interface DemoRows {
  cc_tenants: Row[];
  cc_individuals: Row[];
  cc_tenant_members: Row[];
  cc_portals: Row[];
  cc_tenant_portals: Row[];
  cc_n3_runs: Row[];
  cc_run_portal_publications: Row[];
  cc_service_requests: Row[];
  cc_run_request_attachments: Row[];
  cc_invitations: InvitationRow[];
  cc_service_run_stakeholders: GrantRow[];
  cc_notifications: NotificationRow[];
  cc_audit_events: Row[];
}

interface InvitationRow extends Row {
  readonly id: string;
  readonly invitee_email: string;
  readonly invitee_name: string | null;
  readonly invitee_role: string | null;
  readonly inviter_individual_id: string;
  status: 'sent' | 'viewed' | 'claimed' | 'revoked';
  claim_token_version: number;
  claim_token_hash: string;
  mail_token_hash: string | null;
  mail_state: 'sent' | 'failed' | null;
  claim_token_expires_at: string;
  sent_at: string;
  viewed_at: string | null;
  claimed_at: string | null;
  claimed_by_individual_id: string | null;
  claimed_by_tenant_id: string | null;
  revoked_at: string | null;
  revoked_reason: string | null;
}

interface GrantRow extends Row {
  readonly stakeholder_individual_id: string;
  status: 'active' | 'revoked';
  revoked_at: string | null;
  revoked_reason: string | null;
}

interface NotificationRow extends Row {
  readonly recipient_individual_id: string;
  readonly created_at: string;
  read_at: string | null;
}

export interface Organisation {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface Portal {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface NewRun {
  readonly key: string;
  readonly name: string;
  readonly zone: string;
  readonly mode: MarketMode;
  readonly starts?: string;
  readonly ends?: string;
  readonly timeZone?: string;
  readonly home?: Portal;
  readonly address?: string;
  readonly notes?: string;
  readonly price?: number;
  readonly by: Account;
  readonly at: string;
}

export interface Invitee {
  readonly email: string;
  readonly name?: string;
  readonly role?: string;
}

export interface NewRequest {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly zone?: string;
  readonly summary: string;
  readonly at: string;
}

const DAY = 86_400_000;

export class Story {
  readonly rows: DemoRows = {
    cc_tenants: [],
    cc_individuals: [],
    cc_tenant_members: [],
    cc_portals: [],
    cc_tenant_portals: [],
    cc_n3_runs: [],
    cc_run_portal_publications: [],
    cc_service_requests: [],
    cc_run_request_attachments: [],
    cc_invitations: [],
    cc_service_run_stakeholders: [],
    cc_notifications: [],
    cc_audit_events: [],
  };
  readonly clock: Clock;
  readonly #linkKey: string;
  readonly #linked = new Set<string>();
  readonly #byEmail = new Map(accounts.map((account) => [account.email, account]));

  constructor(clock: Clock, linkKey: string) {
    this.clock = clock;
    this.#linkKey = linkKey;
  }

  person(account: Account, passwordHash: string | null): void {
    this.rows.cc_individuals.push({
      id: account.id,
      email: account.email,
      email_verified_at: account.verified ? this.clock.at(-400, '10:00') : null,
      display_name: account.name,
      password_hash: passwordHash,
      created_at: this.clock.at(-400, '09:58'),
    });
  }

  organisation(name: string, slug: string, phone: string, email: string): Organisation {
    const id = demoId(`organisation/${slug}`);
    const created_at = this.clock.at(-395, '09:00');
    this.rows.cc_tenants.push({
      id,
      name,
      slug,
      time_zone: HOME_ZONE,
      contact_phone: phone,
      contact_email: email,
      created_at,
    });
    return { id, slug, name };
  }

  member(organisation: Organisation, person: Account, role: 'owner' | 'staff'): void {
    this.rows.cc_tenant_members.push({
      id: demoId(`member/${organisation.slug}/${person.email}`),
      tenant_id: organisation.id,
      individual_id: person.id,
      role,
      created_at: this.clock.at(role === 'owner' ? -395 : -390, '09:05'),
    });
    if (role === 'owner') {
      this.trail(organisation, this.clock.at(-395, '09:05'), person, 'tenant.created', 'tenant', organisation.id);
    }
  }

  portal(slug: string, name: string, description: string, linkedTo: readonly Organisation[]): Portal {
    const id = demoId(`portal/${slug}`);
    const created_at = this.clock.at(-380, '12:00');
    this.rows.cc_portals.push({ id, slug, name, description, created_at });
    for (const organisation of linkedTo) {
      this.#linked.add(`${organisation.id} ${id}`);
      this.rows.cc_tenant_portals.push({
        id: demoId(`link/${organisation.slug}/${slug}`),
        tenant_id: organisation.id,
        portal_id: id,
        created_at,
      });
    }
    return { id, slug, name };
  }

  run(organisation: Organisation, run: NewRun): RunStory {
    return new RunStory(this, organisation, run);
  }

  /** Asked for on a portal. Without a run it is one that has gone since. */
  request(organisation: Organisation, portal: Portal, run: RunStory | null, asked: NewRequest): RequestStory {
    const row: Row & { status: string; decline_reason: string | null } = {
      id: demoId(`request/${asked.key}`),
      tenant_id: organisation.id,
      portal_id: portal.id,
      run_id: run?.id ?? null,
      requester_name: asked.name,
      requester_email: asked.email,
      requester_phone: asked.phone ?? null,
      zone_name: asked.zone ?? null,
      summary: asked.summary,
      status: 'new',
      decline_reason: null,
      created_at: asked.at,
    };
    this.rows.cc_service_requests.push(row);
    return {
      id: row['id'] as string,
      accept() {
        row.status = 'accepted';
        return this;
      },
      decline(reason) {
        row.status = 'declined';
        row.decline_reason = reason;
        return this;
      },
    };
  }

  /** An invitation to join the organisation. */
  inviteMember(organisation: Organisation, by: Account, email: string, at: string): void {
    const id = demoId(`invitation/${organisation.slug}/${email}`);
    this.rows.cc_invitations.push({
      ...this.openInvitation(id, organisation, by, { email, role: 'staff' }, at, 30),
      context_type: 'tenant',
      context_id: organisation.id,
    });
  }

  openInvitation(
    id: string,
    organisation: Organisation,
    by: Account,
    { email, name, role }: Invitee,
    at: string,
    days: number,
  ): InvitationRow {
    return {
      id,
      inviter_tenant_id: organisation.id,
      inviter_individual_id: by.id,
      invitee_email: email,
      invitee_name: name ?? null,
      invitee_role: role ?? null,
      message: null,
      claim_token_version: 1,
      claim_token_hash: this.linkHash('claim', id, 1),
      mail_token_hash: null,
      claim_token_key_id: linkKeyId(this.#linkKey),
      claim_token_expires_at: new Date(Date.parse(at) + days * DAY).toISOString(),
      status: 'sent',
      mail_state: null,
      sent_at: at,
      viewed_at: null,
      claimed_at: null,
      claimed_by_individual_id: null,
      claimed_by_tenant_id: null,
      revoked_at: null,
      revoked_reason: null,
      created_at: at,
    };
  }

  linkHash(purpose: 'claim' | 'mail', id: string, version: number): string {
    return `\\x${tokenHash(deriveToken(this.#linkKey, purpose, id, version)).toString('hex')}`;
  }

  account(email: string): Account | undefined {
    return this.#byEmail.get(email);
  }

  isLinked(organisation: Organisation, portal: Portal): boolean {
    return this.#linked.has(`${organisation.id} ${portal.id}`);
  }

  tell(to: string, at: string, what: Row & { title: string; body: string; action_url: string }): void {
    const number = this.rows.cc_notifications.length;
    if (/[{}]/.test(what.body)) throw new Error(`Demo data: "${what.body}" has a gap that nothing fills.`);
    this.rows.cc_notifications.push({
      id: demoId(`notification/${number}`),
      recipient_individual_id: to,
      category: 'system',
      context_type: 'invitation',
      link_version: null,
      read_at: null,
      created_at: at,
      ...what,
    });
  }

  /** Everything that came before is read, in the hour after it came. */
  hasRead(person: Account, before: string): void {
    for (const row of this.rows.cc_notifications) {
      if (row.recipient_individual_id !== person.id || row.created_at >= before) continue;
      row.read_at = new Date(Math.min(Date.parse(row.created_at) + 40 * 60_000, Date.parse(before))).toISOString();
    }
  }

  trail(
    organisation: Organisation,
    at: string,
    by: Account | null,
    action: ActivityAction | 'tenant.created',
    subjectType: 'run' | 'invitation' | 'tenant',
    subjectId: string,
    detail: Row = {},
    runId: string | null = null,
  ): void {
    if (at > this.clock.now.toISOString()) throw new Error(`Demo data: "${action}" would be in the future (${at}).`);
    this.rows.cc_audit_events.push({
      id: demoId(`trail/${this.rows.cc_audit_events.length}`),
      tenant_id: organisation.id,
      run_id: runId,
      actor_individual_id: by?.id ?? null,
      action,
      subject_type: subjectType,
      subject_id: subjectId,
      detail,
      created_at: at,
    });
  }
}

export interface RequestStory {
  readonly id: string;
  accept(): RequestStory;
  decline(reason: string): RequestStory;
}

export class RunStory {
  readonly id: string;
  readonly #story: Story;
  readonly #organisation: Organisation;
  readonly #key: string;
  readonly #invitations = new Map<string, InvitationRow>();
  readonly #row: Row & {
    name: string;
    status: RunStatus;
    market_mode: MarketMode;
    starts_at: string | null;
    ends_at: string | null;
    version: number;
  };
  /** The last act told: what happened to a run is told in order. */
  #last = '';

  constructor(story: Story, organisation: Organisation, run: NewRun) {
    this.#story = story;
    this.#organisation = organisation;
    this.#key = run.key;
    this.id = demoId(`run/${run.key}`);
    this.#row = {
      id: this.id,
      tenant_id: organisation.id,
      name: run.name,
      status: 'draft',
      market_mode: run.mode,
      starts_at: run.starts ?? null,
      ends_at: run.ends ?? null,
      time_zone: run.timeZone ?? HOME_ZONE,
      zone_name: run.zone,
      portal_id: run.home?.id ?? null,
      service_address: run.address ?? null,
      internal_notes: run.notes ?? null,
      price_estimate_cents: run.price ?? null,
      version: 1,
      created_at: run.at,
      updated_at: run.at,
    };
    story.rows.cc_n3_runs.push(this.#row);
    this.#tell(run.at, run.by, 'run.created');
  }

  edited(at: string, by: Account, ...fields: string[]): this {
    this.#change(at);
    return this.#tell(at, by, 'run.edited', { fields });
  }

  moved(at: string, by: Account, starts: string, ends: string): this {
    const before = { starts: this.#row.starts_at, ends: this.#row.ends_at };
    this.#change(at);
    this.#row.starts_at = starts;
    this.#row.ends_at = ends;
    return this.#tell(at, by, 'run.rescheduled', {
      starts_at: { from: before.starts, to: starts },
      ends_at: { from: before.ends, to: ends },
    });
  }

  is(to: RunStatus, at: string, by: Account): this {
    const from = this.#row.status;
    this.#change(at);
    this.#row.status = to;
    return this.#tell(at, by, 'run.status_changed', { from, to });
  }

  published(at: string, by: Account, ...portals: Portal[]): this {
    const mode = this.#row.market_mode;
    for (const portal of portals) {
      if (mode === 'PRIVATE' || (mode === 'TARGETED' && !this.#story.isLinked(this.#organisation, portal))) {
        throw new Error(`Demo data: a ${mode} run may not be published on ${portal.slug}.`);
      }
      this.#story.rows.cc_run_portal_publications.push({
        id: demoId(`publication/${this.#key}/${portal.slug}`),
        run_tenant_id: this.#organisation.id,
        run_id: this.id,
        portal_id: portal.id,
        published_at: at,
        published_by_individual_id: by.id,
        unpublished_at: null,
        created_at: at,
      });
    }
    return this.#tell(at, by, 'run.published', { count: portals.length });
  }

  unpublished(at: string, by: Account, ...portals: Portal[]): this {
    for (const row of this.#story.rows.cc_run_portal_publications) {
      if (row['run_id'] === this.id && portals.some(({ id }) => id === row['portal_id'])) row['unpublished_at'] = at;
    }
    return this.#tell(at, by, 'run.unpublished', { count: portals.length });
  }

  attached(at: string, by: Account, ...requests: RequestStory[]): this {
    for (const request of requests) {
      request.accept();
      this.#story.rows.cc_run_request_attachments.push({
        id: demoId(`attachment/${this.#key}/${request.id}`),
        run_tenant_id: this.#organisation.id,
        run_id: this.id,
        request_id: request.id,
        attached_at: at,
        detached_at: null,
        created_at: at,
      });
    }
    return this.#tell(at, by, 'run.requests_attached', { count: requests.length });
  }

  invited(
    at: string,
    by: Account,
    invitees: readonly Invitee[],
    { days = 30, message = null, mail = false }: { days?: number; message?: string | null; mail?: boolean } = {},
  ): this {
    const rows = invitees.map((invitee) => {
      const id = demoId(`invitation/${this.#key}/${invitee.email}/${this.#invitations.size}`);
      const row: InvitationRow = {
        ...this.#story.openInvitation(id, this.#organisation, by, invitee, at, days),
        context_type: 'service_run',
        context_id: this.id,
        message,
        ...(mail && { mail_token_hash: this.#story.linkHash('mail', id, 1), mail_state: 'sent' as const }),
      };
      this.#invitations.set(invitee.email, row);
      this.#story.rows.cc_invitations.push(row);
      this.#tellInvited(row, at);
      return row;
    });
    return this.#tell(at, by, 'invitations.created', {
      count: rows.length,
      reissued: 0,
      invitation_ids: rows.map(({ id }) => id),
    });
  }

  reissued(at: string, by: Account, email: string): this {
    const row = this.#invitation(email);
    row.claim_token_version += 1;
    row.claim_token_hash = this.#story.linkHash('claim', row.id, row.claim_token_version);
    row.mail_token_hash = null;
    row.mail_state = null;
    row.claim_token_expires_at = new Date(Date.parse(at) + 30 * DAY).toISOString();
    row.status = 'sent';
    row.sent_at = at;
    row.viewed_at = null;
    this.#tellInvited(row, at);
    return this.#tell(at, by, 'invitation.reissued', { version: row.claim_token_version }, row.id);
  }

  viewed(at: string, email: string): this {
    const row = this.#invitation(email);
    row.status = 'viewed';
    row.viewed_at = at;
    return this.#tell(at, null, 'invitation.viewed', {}, row.id);
  }

  claimed(at: string, person: Account): this {
    const row = this.#invitation(person.email);
    row.viewed_at ??= at;
    row.status = 'claimed';
    row.claimed_at = at;
    row.claimed_by_individual_id = person.id;
    row.claimed_by_tenant_id = this.#organisation.id;
    this.#story.rows.cc_service_run_stakeholders.push({
      id: demoId(`grant/${this.#key}/${person.email}`),
      run_id: this.id,
      run_tenant_id: this.#organisation.id,
      stakeholder_individual_id: person.id,
      invite_id: row.id,
      stakeholder_role: row.invitee_role,
      status: 'active',
      granted_at: at,
      revoked_at: null,
      revoked_reason: null,
      created_at: at,
    });
    this.#story.tell(person.id, at, {
      title: notification['notification.claimed.title'],
      body: this.#named(notification['notification.claimed.body']),
      action_url: `/app/runs/${this.id}/view`,
      context_id: row.id,
    });
    this.#story.tell(row.inviter_individual_id, at, {
      title: notification['notification.invite_claimed.title'],
      body: this.#named(notification['notification.invite_claimed.body']).replace(
        '{person}',
        row.invitee_name ?? person.name,
      ),
      action_url: `/app/provider/runs/${this.id}`,
      context_id: row.id,
    });
    return this.#tell(at, person, 'invitation.claimed', {}, row.id);
  }

  revoked(at: string, by: Account, email: string, reason: string | null): this {
    const row = this.#invitation(email);
    const from = row.status;
    row.status = 'revoked';
    row.revoked_at = at;
    row.revoked_reason = reason;
    for (const grant of this.#story.rows.cc_service_run_stakeholders) {
      if (grant['invite_id'] !== row.id) continue;
      grant.status = 'revoked';
      grant.revoked_at = at;
      grant.revoked_reason = reason ?? 'invitation_revoked';
      this.#story.tell(grant.stakeholder_individual_id, at, {
        title: notification['notification.revoked.title'],
        body: this.#named(notification['notification.revoked.body']),
        action_url: '/app/notifications',
        context_id: row.id,
      });
    }
    return this.#tell(at, by, 'invitation.revoked', { from }, row.id);
  }

  #invitation(email: string): InvitationRow {
    const row = this.#invitations.get(email);
    if (!row) throw new Error(`Demo data: ${email} was not invited to ${this.#key}.`);
    return row;
  }

  /** Only the proven owner of an address is told of an invitation to it. */
  #tellInvited(row: InvitationRow, at: string): void {
    const person = this.#story.account(row.invitee_email);
    if (!person?.verified) return;
    this.#story.tell(person.id, at, {
      title: INVITED_WORDS.title,
      body: INVITED_WORDS.runBody,
      action_url: '/i/{token}',
      context_id: row.id,
      link_version: row.claim_token_version,
    });
  }

  #named(text: string): string {
    return text.replace('{run}', this.#row.name);
  }

  #change(at: string): void {
    this.#row.version += 1;
    this.#row['updated_at'] = at;
  }

  #tell(at: string, by: Account | null, action: ActivityAction, detail: Row = {}, invitationId?: string): this {
    if (at < this.#last) throw new Error(`Demo data: "${action}" of ${this.#key} is told out of order (${at}).`);
    this.#last = at;
    const [subjectType, subjectId] =
      invitationId === undefined ? (['run', this.id] as const) : (['invitation', invitationId] as const);
    this.#story.trail(this.#organisation, at, by, action, subjectType, subjectId, detail, this.id);
    return this;
  }
}
