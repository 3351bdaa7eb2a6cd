import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createClient, each, once, orThrow, RefusedError, UnexpectedAnswerError, type ClientSettings } from './index';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

type Reply = { status?: number; body?: unknown; text?: string; headers?: Record<string, string> };

/** A client whose calls go nowhere: each is noted, and answered with the next reply. */
function wired(replies: readonly (Reply | Error)[], settings: Partial<ClientSettings> = {}) {
  const sent: Sent[] = [];
  const send: typeof fetch = (url, init) => {
    const { method = 'GET', headers, body } = init ?? {};
    sent.push({ url: String(url), method, headers: headers as Record<string, string>, body });
    const reply = replies[sent.length - 1];
    if (reply instanceof Error) return Promise.reject(reply);
    const { status = 200, body: answer = { ok: true }, text, headers: more } = reply ?? {};
    return Promise.resolve(
      new Response(text ?? JSON.stringify(answer), {
        status,
        headers: { 'content-type': text === undefined ? 'application/json; charset=utf-8' : 'text/plain', ...more },
      }),
    );
  };
  return { api: createClient({ baseUrl: 'https://runs.example/', fetch: send, ...settings } as ClientSettings), sent };
}

const refusal = (error: string, status: number, headers = {}): Reply => ({
  status,
  headers,
  body: { ok: false, error, message: 'No', request_id: 'r' },
});

describe('a call', () => {
  it('goes to its address, with what stands in it made safe', async () => {
    const { api, sent } = wired([]);
    await api.claims.open({ path: { token: 'a/../b?c' } });
    expect(sent).toEqual([
      { url: 'https://runs.example/api/i/a%2F..%2Fb%3Fc', method: 'GET', headers: {}, body: undefined },
    ]);
  });

  it('repeats a query key for each of its values, and leaves out what is undefined', async () => {
    const { api, sent } = wired([]);
    await api.runs.list({ query: { status: ['draft', 'scheduled'], q: 'a & b', limit: undefined } });
    expect(sent[0]?.url).toBe('https://runs.example/api/provider/runs?status=draft&status=scheduled&q=a+%26+b');
  });

  it('sends a body as JSON', async () => {
    const { api, sent } = wired([]);
    await api.auth.login({ body: { email: 'a@people.example', password: 'p' } });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"email":"a@people.example","password":"p"}',
    });
  });

  it('shows its secret and names its organisation only where the document asks for them', async () => {
    const { api, sent } = wired([], { accessToken: () => Promise.resolve('secret'), tenantId: 'tenant' });
    await api.runs.list();
    await api.notifications.list();
    await api.portals.show({ path: { slug: 'bamfield' } });
    expect(sent.map(({ headers }) => headers)).toEqual([
      { Authorization: 'Bearer secret', 'X-Tenant-Id': 'tenant' },
      { Authorization: 'Bearer secret' },
      {},
    ]);
  });

  it('takes headers of its own over those of the client', async () => {
    const { api, sent } = wired([], { apiKey: 'srk_1', tenantId: 'one' });
    await api.runs.update({
      path: { id: 'r' },
      body: {},
      headers: { 'If-Match': '"3"', 'X-Tenant-Id': 'other' },
      extraHeaders: { 'X-Trace': 't' },
    });
    expect(sent[0]?.headers).toEqual({
      Authorization: 'Bearer srk_1',
      'X-Tenant-Id': 'other',
      'If-Match': '"3"',
      'Content-Type': 'application/json',
      'X-Trace': 't',
    });
  });

  it('comes back with its status, its headers and what it succeeded with', async () => {
    const { api } = wired([{ body: { ok: true, unread_count: 2 }, headers: { etag: '"1"' } }]);
    const answer = await api.notifications.unreadCount();
    expect([answer.ok, answer.status, answer.headers.get('etag')]).toEqual([true, 200, '"1"']);
    expect(answer.ok && answer.data.unread_count).toBe(2);
  });

  it('comes back with the envelope of a refusal', async () => {
    const { api } = wired([refusal('error.run.not_found', 404)]);
    const answer = await api.runs.get({ path: { id: 'r' } });
    expect(answer).toMatchObject({ ok: false, status: 404, error: { error: 'error.run.not_found', request_id: 'r' } });
  });

  it('comes back with text where text was asked for', async () => {
    const { api } = wired([{ text: 'a,b\r\n' }]);
    const answer = await api.tenant.receipt({ path: { id: 'r' }, query: { format: 'csv' } });
    expect(answer.ok && answer.data).toBe('a,b\r\n');
  });

  it.each<[string, Reply]>([
    ['a page of a proxy', { status: 502, text: '<h1>Bad gateway</h1>' }],
    ['JSON of another service', { status: 404, body: { message: 'no such thing' } }],
    ['a refusal that calls itself a success', { status: 200, body: { ok: false } }],
    ['half an answer', { text: '{"ok":tr', headers: { 'content-type': 'application/json' } }],
  ])('fails with %s', async (_what, reply) => {
    const { api } = wired([reply]);
    await expect(api.health.live()).rejects.toBeInstanceOf(UnexpectedAnswerError);
  });
});

describe('orThrow', () => {
  it('hands out what the call succeeded with', async () => {
    const { api } = wired([{ body: { ok: true, unread_count: 2 } }]);
    expect(await orThrow(api.notifications.unreadCount())).toEqual({ ok: true, unread_count: 2 });
  });

  it('throws the refusal, which can be told and looked into', async () => {
    const { api } = wired([refusal('error.rate_limited', 429, { 'retry-after': '7' })]);
    const failure = await orThrow(api.health.live()).catch((error: unknown) => error as RefusedError);
    expect(failure).toBeInstanceOf(RefusedError);
    expect(failure).toMatchObject({ status: 429, message: 'error.rate_limited: No (request r)' });
    expect((failure as RefusedError).headers.get('retry-after')).toBe('7');
  });
});

describe('each', () => {
  const page = (ids: string[], next_cursor: string | null): Reply => ({
    body: { ok: true, notifications: ids.map((id) => ({ id })), next_cursor },
  });

  it('goes through every page, asking for each when it is needed', async () => {
    const { api, sent } = wired([page(['a', 'b'], 'c1'), page([], 'c2'), page(['c'], null)]);
    const seen: [string, number][] = [];
    for await (const { id } of each(api.notifications.list, { query: { unread: true, limit: 2 } })) {
      seen.push([id, sent.length]);
    }
    expect(seen).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([
      '?unread=true&limit=2',
      '?unread=true&limit=2&cursor=c1',
      '?unread=true&limit=2&cursor=c2',
    ]);
  });

  it('asks for no page that nobody wants', async () => {
    const { api, sent } = wired([page(['a'], 'c1')]);
    for await (const { id } of each(api.notifications.list)) {
      expect(id).toBe('a');
      break;
    }
    expect(sent).toHaveLength(1);
  });

  it('throws where a page is refused', async () => {
    const { api } = wired([page(['a'], 'c1'), refusal('error.auth.required', 401)]);
    const items = each(api.notifications.list);
    await items.next();
    await expect(items.next()).rejects.toBeInstanceOf(RefusedError);
  });
});

describe('once', () => {
  const make = async (replies: (Reply | Error)[], tries?: number) => {
    const { api, sent } = wired(replies);
    const waits: number[] = [];
    const wait = async (seconds: number) => void waits.push(seconds);
    const call = once((headers) => api.runs.create({ headers, body: { name: 'R' } }), { wait, tries });
    const answer = await call.catch((error: Error) => error);
    return { answer, keys: sent.map(({ headers }) => headers['Idempotency-Key']), waits };
  };
  const MADE: Reply = { status: 201, body: { ok: true, run: {} } };
  const cut = new TypeError('fetch failed');

  it('makes a call under a key of its own', async () => {
    const [first, second] = [await make([MADE]), await make([MADE])];
    expect(first.keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(second.keys).not.toEqual(first.keys);
    expect(first.answer).toMatchObject({ ok: true, status: 201 });
  });

  it('repeats it under the same key while the line or the database is away', async () => {
    const { answer, keys, waits } = await make([
      cut,
      { status: 502, text: 'Bad gateway' },
      refusal('error.unavailable', 503, { 'retry-after': '2' }),
      MADE,
    ]);
    expect(answer).toMatchObject({ ok: true });
    expect([keys.length, new Set(keys).size]).toEqual([4, 1]);
    expect(waits).toEqual([0.5, 1, 2]);
  });

  it('repeats it while the first is still running', async () => {
    const { keys, waits } = await make([refusal('error.idempotency.in_progress', 409), MADE]);
    expect([keys.length, waits]).toEqual([2, [0.5]]);
  });

  it.each<[string, Reply | Error]>([
    ['a refusal', refusal('error.validation', 400)],
    ['an answer that is none', { status: 404, text: 'Not here' }],
    ['the wish of whoever made it', new DOMException('This operation was aborted', 'AbortError')],
  ])('is not repeated upon %s', async (_what, reply) => {
    expect((await make([reply, MADE])).keys).toHaveLength(1);
  });

  it('gives up in the end', async () => {
    expect((await make([cut, cut, MADE], 2)).answer).toBe(cut);
    expect((await make([refusal('error.unavailable', 503), MADE], 1)).answer).toMatchObject({ ok: false, status: 503 });
  });
});

describe('the README', () => {
  it('shows the examples as they are', () => {
    const folder = path.join(__dirname, '..');
    const shown = [...readFileSync(path.join(folder, 'README.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)];
    const examples = ['make-a-key.ts', 'one-run.ts'].map((file) =>
      readFileSync(path.join(folder, 'examples', file), 'utf8'),
    );
    expect(shown.map(([, code]) => code)).toEqual(examples);
  });
});
