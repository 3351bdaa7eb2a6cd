import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signAccessToken } from '../lib/access-token.ts';
import { readSettings, testEnvironment } from '../lib/test-cluster.ts';
import type { Server } from './server.ts';

/** What came of all that was asked. */
export interface Told {
  acknowledged: number;
  unanswered: number;
  /** Answers that no fault excuses. */
  readonly wrong: string[];
}

interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

/** What somebody was told, and may hold the product to. */
interface Kept {
  readonly invitee: Person;
  readonly invitationId: string;
  /** `open` until more was answered. What was asked and not answered may have happened or not. */
  state: 'open' | 'claimed' | 'revoked' | 'unknown';
}

/** One organisation's owner, who invites and revokes, and those whom they invite. */
export class Acts {
  private readonly kept: Kept[] = [];
  private readonly server: Server;
  private readonly told: Told;
  private readonly runId: string;
  private readonly owner: Person;

  private constructor(server: Server, told: Told, runId: string, owner: Person) {
    this.server = server;
    this.told = told;
    this.runId = runId;
    this.owner = owner;
  }

  static async begin(server: Server, told: Told): Promise<Acts> {
    const [owner] = await newPeople(server, 1);
    if (!owner) throw new Error('No owner');
    const runId = await server.asAdmin(async (admin) => {
      const tenantId = randomUUID();
      await admin.query(`INSERT INTO cc_tenants (id, name, slug) VALUES ($1, 'Harbour Septic', $2)`, [
        tenantId,
        `harbour-${tenantId}`,
      ]);
      await admin.query(`INSERT INTO cc_tenant_members (tenant_id, individual_id, role) VALUES ($1, $2, 'owner')`, [
        tenantId,
        owner.id,
      ]);
      const { rows } = await admin.query<{ id: string }>(
        `INSERT INTO cc_n3_runs (tenant_id, name, status, time_zone) VALUES ($1, 'Pump-out', 'scheduled', 'UTC') RETURNING id`,
        [tenantId],
      );
      return rows[0]?.id as string;
    });
    return new Acts(server, told, runId, owner);
  }

  async goOnUntil(end: number, signal: AbortSignal): Promise<void> {
    while (Date.now() < end && !signal.aborted) {
      const people = await newPeople(this.server, 3);
      const key = randomUUID();
      const invitees = people.map(({ email }) => ({ email }));
      const made = await this.insist<{ invitations: { id: string; claim_url: string }[] }>(
        this.owner,
        `/api/provider/runs/${this.runId}/stakeholder-invites`,
        201,
        { invitees },
        { 'idempotency-key': key },
      );
      if (!made) continue;
      await Promise.all(
        people.map(async (invitee, place) => {
          const { id, claim_url } = made.invitations[place] as { id: string; claim_url: string };
          const kept: Kept = { invitee, invitationId: id, state: 'open' };
          this.kept.push(kept);
          await this.claimAndLook(kept, claim_url.split('/i/')[1] ?? '', place === 0);
        }),
      );
    }
  }

  private async claimAndLook(kept: Kept, token: string, thenRevoke: boolean): Promise<void> {
    const claimed = await this.insist(kept.invitee, `/api/i/${token}/claim`, 200, {});
    kept.state = claimed ? 'claimed' : 'unknown';
    if (claimed) await this.look(kept, 200);
    if (!thenRevoke) return;
    const path = `/api/provider/runs/${this.runId}/stakeholder-invites/${kept.invitationId}/revoke`;
    const revoked = await this.insist(this.owner, path, 200, {});
    kept.state = revoked ? 'revoked' : 'unknown';
    if (revoked) await this.look(kept, 403);
  }

  /** On the very next request. */
  private async look({ invitee }: Kept, expected: 200 | 403): Promise<void> {
    const { status } = await this.ask(invitee, 'GET', `/api/runs/${this.runId}/view`);
    if (status !== expected && status !== null) {
      this.told.wrong.push(`a run’s view was answered with ${status} in place of ${expected}`);
    }
  }

  /** Asks until there is an answer; now and then gives up at once, as people do. Nothing where there was none. */
  private async insist<Body>(
    who: Person,
    path: string,
    expected: number,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Body | undefined> {
    const patience = Math.random() < 0.2 ? 1 : 60;
    for (let tries = 0; tries < patience; tries++) {
      const answer = await this.ask(who, 'POST', path, body, headers);
      if (answer.status === expected) {
        this.told.acknowledged++;
        return answer.body as Body;
      }
      if (answer.status !== null) {
        this.told.wrong.push(`POST ${path.replaceAll(/[\w-]{30,}/g, '…')} was answered with ${answer.status}`);
        return undefined;
      }
      this.told.unanswered++;
      await sleep(50 + Math.random() * 200);
    }
    return undefined;
  }

  /** No status where nothing was answered, or only that the product is away. */
  private async ask(
    who: Person,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<{ status: number | null; body: unknown }> {
    const response = await fetch(this.server.origin + path, {
      method,
      headers: {
        authorization: `Bearer ${who.token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    if (response === undefined || text === undefined) return { status: null, body: undefined };
    const answer = JSON.parse(text) as { error?: string };
    // The first try of it is still under way.
    const waiting = answer.error === 'error.idempotency.in_progress';
    return { status: response.status === 503 || waiting ? null : response.status, body: answer };
  }

  /** What was answered and is not so. */
  async lost(): Promise<string[]> {
    const { rows } = await this.server.asAdmin((admin) =>
      admin.query<{ id: string; status: string; access: boolean }>(
        `SELECT i.id, i.status, EXISTS (SELECT FROM cc_service_run_stakeholders g WHERE g.invite_id = i.id AND g.status = 'active') AS access
           FROM cc_invitations i WHERE i.run_id = $1`,
        [this.runId],
      ),
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return this.kept.flatMap(({ invitationId, state }) => {
      const row = found.get(invitationId);
      if (!row) return ['an invitation that was answered is not there'];
      if (state === 'claimed' && !(row.status === 'claimed' && row.access))
        return ['a claim that was answered is not there'];
      if (state === 'revoked' && (row.status !== 'revoked' || row.access))
        return ['access that was ended is there again'];
      return [];
    });
  }
}

/** Signed in, without the cost of passwords. */
async function newPeople(server: Server, count: number): Promise<Person[]> {
  const [secret = ''] = readSettings(testEnvironment(server.database)).jwtKeys;
  const people = Array.from({ length: count }, () => {
    const [id, sessionId] = [randomUUID(), randomUUID()];
    const token = signAccessToken(secret, id, sessionId);
    return { id, sessionId, token, email: `person-${id}@people.example` };
  });
  await server.asAdmin(async (admin) => {
    await admin.query(
      `WITH made AS (INSERT INTO cc_individuals (id, email, email_verified_at, display_name)
                     SELECT id, email, now(), 'P' FROM unnest($1::uuid[], $2::text[]) AS p (id, email) ON CONFLICT DO NOTHING)
       INSERT INTO cc_sessions (id, individual_id, expires_at)
       SELECT session, id, now() + interval '1 day' FROM unnest($3::uuid[], $1::uuid[]) AS s (session, id) ON CONFLICT DO NOTHING`,
      [people.map(({ id }) => id), people.map(({ email }) => email), people.map(({ sessionId }) => sessionId)],
    );
  });
  return people;
}
