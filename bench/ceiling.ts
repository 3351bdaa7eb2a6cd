// The ceiling: a bare Fastify with pg that verifies the same token and runs the same statements, and does nothing else.
// It has no guards, no validation, no envelope for errors, no logging. Started as a process of its own by the bench.
import { createSecretKey, randomUUID } from 'node:crypto';
import Fastify, { type FastifyRequest } from 'fastify';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { deriveToken, tokenHash } from '../apps/api/src/invitations/link-token.ts';
import { linkKeyId } from '../apps/api/src/platform/config/link-keys.ts';

const { APP_DATABASE_URL, INTERNAL_DATABASE_URL, JWT_SECRET = '', LINK_SECRET = '', PORT, DATABASE_POOL } = process.env;
pg.types.setTypeParser(1184, (text) => `${text.slice(0, 10)}T${text.slice(11, 19)}.000Z`);
pg.types.setTypeParser(1114, (text) => text);
const pool = new pg.Pool({ connectionString: APP_DATABASE_URL, max: Number(DATABASE_POOL) });
const internal = new pg.Pool({ connectionString: INTERNAL_DATABASE_URL, max: Number(DATABASE_POOL) });
const key = createSecretKey(Buffer.from(JWT_SECRET));
const linkKey = createSecretKey(Buffer.from(LINK_SECRET));
const linkKeyIds = [linkKeyId(LINK_SECRET)];
const app = Fastify();

const START = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
const ACTOR = '$1::uuid, ROW($2::uuid, $3::uuid, $4::bytea, $5::text, $6::boolean)::request_actor';

function claims(request: FastifyRequest): { sub: string; sid: string } {
  return jwt.verify((request.headers.authorization ?? '').slice(7), key, { algorithms: ['HS256'] }) as {
    sub: string;
    sid: string;
  };
}
const query = async (name: string, text: string, values: unknown[]) => (await pool.query({ name, text, values })).rows;
const actor = (request: FastifyRequest, scope: string | null) => {
  const { sub, sid } = claims(request);
  return [request.headers['x-tenant-id'] ?? null, sub, sid, null, scope, false];
};

app.get('/api/health/live', () => ({ ok: true }));
app.get<{ Params: { id: string } }>('/api/runs/:id/view', async (request) => {
  const { sub, sid } = claims(request);
  return {
    ok: true,
    run: (await query('view', 'SELECT * FROM view_run($1, $2, $3)', [sub, sid, request.params.id]))[0],
  };
});
app.get('/api/provider/runs', async (request) => ({
  ok: true,
  runs: await query('runs', `SELECT * FROM list_runs(${ACTOR}, $7, $8, $9, $10, $11)`, [
    ...actor(request, 'runs:read'),
    null,
    null,
    ...START,
    26,
  ]),
}));
app.get<{ Params: { id: string } }>('/api/provider/runs/:id/stakeholder-invites', async (request) => ({
  ok: true,
  invitations: await query('invitations', `SELECT * FROM list_run_invitations(${ACTOR}, $7, $8, $9, $10, $11)`, [
    ...actor(request, 'invitations:read'),
    request.params.id,
    null,
    ...START,
    26,
  ]),
}));
app.get('/api/notifications', async (request) => {
  const { sub, sid } = claims(request);
  return {
    ok: true,
    notifications: await query('notes', 'SELECT * FROM list_notifications($1, $2, $3, $4, $5, $6)', [
      sub,
      sid,
      false,
      ...START,
      26,
    ]),
  };
});
app.get<{ Params: { token: string } }>('/api/i/:token', async (request) => ({
  ok: true,
  invitation: (
    await query('open', 'SELECT * FROM open_invitation(live_link($1, $2), $3)', [
      tokenHash(request.params.token),
      linkKeyIds,
      true,
    ])
  )[0],
}));
app.get('/api/provider/requests', async (request) => ({
  ok: true,
  requests: await query('requests', `SELECT * FROM list_requests(${ACTOR}, $7, $8, $9, $10, $11, $12)`, [
    ...actor(request, 'requests:read'),
    null,
    null,
    false,
    ...START,
    26,
  ]),
}));
app.get('/api/tenant/members', async (request) => ({
  ok: true,
  members: await query('members', `SELECT * FROM list_members(${ACTOR})`, actor(request, null)),
}));
const NEXT = ['-infinity', '00000000-0000-0000-0000-000000000000'];
app.get<{ Params: { slug: string } }>('/api/portals/:slug/runs', async (request) => ({
  ok: true,
  runs: await query('portal', 'SELECT * FROM list_portal_runs($1, $2, $3, $4, $5)', [
    request.params.slug,
    null,
    ...NEXT,
    26,
  ]),
}));
// The page's statement, and what it gives as it is: no page is made of it.
app.get<{ Params: { slug: string } }>('/p/:slug', async (request) => ({
  ok: true,
  portal: (
    await query('open_portal', 'SELECT * FROM open_portal($1, $2, $3, $4, $5)', [
      request.params.slug,
      null,
      ...NEXT,
      26,
    ])
  )[0],
}));

// The same two statements in one transaction, and the links in between.
app.post<{ Params: { id: string }; Body: { invitees: { email: string }[] } }>(
  '/api/provider/runs/:id/stakeholder-invites',
  async (request, reply) => {
    const emails = request.body.invitees.map(({ email }) => email);
    const client = await internal.connect();
    try {
      await client.query('BEGIN');
      const { rows: known } = await client.query<{ tenant_id: string; inviter_id: string; context_id: string }>({
        name: 'prepare',
        text: `SELECT * FROM prepare_invitations(${ACTOR}, $7, $8, $9)`,
        values: [...actor(request, 'invitations:write'), 'service_run', request.params.id, emails],
      });
      const made = [...emails].sort().map((email) => {
        const id = randomUUID();
        return { id, email, token: deriveToken(linkKey, 'claim', id, 1) };
      });
      const none = made.map(() => null);
      const { rows } = await client.query<{ id: string }>({
        name: 'issue',
        text: 'SELECT * FROM issue_invitations($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)',
        values: [
          known[0]?.tenant_id,
          known[0]?.inviter_id,
          'service_run',
          known[0]?.context_id,
          made.map(({ id }) => id),
          made.map(({ email }) => email),
          none,
          none,
          none,
          made.map(() => 1),
          made.map(({ token }) => tokenHash(token)),
          none,
          linkKeyIds[0],
          30,
          'Invitation',
          "You've been invited to view a service run",
        ],
      });
      await client.query('COMMIT');
      const tokens = new Map(made.map(({ id, token }) => [id, token]));
      return reply.status(201).send({
        ok: true,
        run_id: request.params.id,
        invitations: rows.map((row) => ({ ...row, claim_url: `/i/${tokens.get(row.id)}` })),
      });
    } finally {
      client.release();
    }
  },
);

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
