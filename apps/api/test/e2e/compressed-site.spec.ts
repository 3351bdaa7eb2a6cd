import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { precompress } from '../../../../tools/lib/precompress.ts';
import { SITE, startApp, useApi } from '../support/api';
import { sendRaw, type RawAnswer } from '../support/raw';

const api = useApi();
const SCRIPT = `export const words = ${JSON.stringify('one word and another, '.repeat(100))};\n`;
const STYLES = `body { margin: 0 }\n`.repeat(100);

let folder: string;
let app: NestFastifyApplication;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'compressed-site-'));
  cpSync(SITE, folder, { recursive: true });
  writeFileSync(path.join(folder, 'main-ABCD1234.js'), SCRIPT);
  writeFileSync(path.join(folder, 'styles-ABCD1234.css'), STYLES);
  writeFileSync(
    path.join(folder, 'index.html'),
    `<!doctype html><title>The one page</title>${'<p>Words</p>'.repeat(100)}<sr-root></sr-root>`,
  );
  mkdirSync(path.join(folder, 'fonts'));
  writeFileSync(path.join(folder, 'fonts/letters-ABCD1234.woff2'), Buffer.alloc(2_000, 7));
  await precompress(folder);
  app = await startApp(api, { STATIC_DIR: folder });
  origin = await app.getUrl();
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true });
});

const get = (file: string, headers: Record<string, string>) =>
  sendRaw(origin, 'GET', file, { headers: { accept: 'text/html,*/*;q=0.8', ...headers } });

function decoded({ headers, bytes }: RawAnswer): string {
  if (headers['content-encoding'] === 'br') return String(brotliDecompressSync(bytes));
  return String(headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes);
}

describe('a file that was compressed at the build', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
  ])('is sent to who accepts %j as %j, and is what it says it is', async (accepted, encoding) => {
    for (const [file, type, content] of [
      ['/main-ABCD1234.js', /^(text|application)\/javascript; charset=utf-8$/, SCRIPT],
      ['/styles-ABCD1234.css', /^text\/css; charset=utf-8$/, STYLES],
      ['/app', /^text\/html; charset=utf-8$/, 'The one page'],
    ] as const) {
      const answer = await get(file, { 'accept-encoding': accepted });
      expect([answer.status, answer.headers['content-encoding']]).toEqual([200, encoding]);
      expect(answer.headers['content-type']).toMatch(type);
      expect(decoded(answer)).toContain(content);
      expect(Number(answer.headers['content-length'])).toBe(answer.bytes.length);
      // Else a cache between would give one reader what another can read.
      expect(answer.headers['vary']).toMatch(/\baccept-encoding\b/i);
      if (encoding) expect(answer.bytes.length).toBeLessThan(decoded(answer).length);
    }
  });

  it('is sent to who accepts nothing in particular as it is', async () => {
    const { headers, text } = await get('/main-ABCD1234.js', {});
    expect([headers['content-encoding'], text]).toEqual([undefined, SCRIPT]);
  });

  it.each(['br', 'gzip', 'identity'])('is kept for ever under its hashed name (%s)', async (accepted) => {
    for (const file of ['/main-ABCD1234.js', '/styles-ABCD1234.css', '/fonts/letters-ABCD1234.woff2']) {
      const { status, headers } = await get(file, { 'accept-encoding': accepted });
      expect([file, status, headers['cache-control']]).toEqual([file, 200, 'public, max-age=31536000, immutable']);
    }
  });
});

it('a font is not compressed a second time', async () => {
  const { headers, bytes } = await get('/fonts/letters-ABCD1234.woff2', { 'accept-encoding': 'gzip, br' });
  expect([headers['content-type'], headers['content-encoding'], bytes.length]).toEqual([
    'font/woff2',
    undefined,
    2_000,
  ]);
});

describe('what is asked for again', () => {
  it.each([
    ['/', 'no-cache'],
    ['/app/provider/runs', 'no-cache'],
    ['/icon.svg', 'no-cache'],
  ])('at %s is not sent again while it is the same', async (file, cached) => {
    for (const accepted of ['br', 'gzip', 'identity']) {
      const first = await get(file, { 'accept-encoding': accepted });
      const etag = first.headers.etag ?? '';
      expect([first.headers['cache-control'], etag]).toEqual([cached, expect.stringMatching(/^(W\/)?"[^"]+"$/)]);
      const again = await get(file, { 'accept-encoding': accepted, 'if-none-match': etag });
      expect([again.status, again.bytes.length, again.headers['cache-control']]).toEqual([304, 0, cached]);
      const other = await get(file, { 'accept-encoding': accepted, 'if-none-match': '"another"' });
      expect(other.status).toBe(200);
    }
  });

  it('is another one in each encoding', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(
        async (accepted) => (await get('/', { 'accept-encoding': accepted })).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it('is never kept where the address is a secret', async () => {
    for (const accepted of ['br', 'gzip', 'identity']) {
      const { status, headers } = await get('/i/some-token', { 'accept-encoding': accepted });
      expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    }
  });
});
