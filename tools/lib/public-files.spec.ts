import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './files.ts';

const PUBLIC = path.join(ROOT, 'apps/web/public');
const HASHED = /-([A-Za-z0-9_-]{8})\.(?:js|css|woff2)$/;

/** The build leaves these files as they are, and browsers keep them for ever by their names (platform/web/site.ts). */
describe('a file of the site whose name carries a hash', () => {
  const hashed = globSync('**/*', { cwd: PUBLIC }).filter((file) => HASHED.test(file));

  it('is there: every font is one', () => {
    expect(hashed).toEqual(expect.arrayContaining(globSync('**/*.woff2', { cwd: PUBLIC })));
    expect(hashed.length).toBeGreaterThan(0);
  });

  it.each(hashed)('carries that of its content: %s', (file) => {
    const content = readFileSync(path.join(PUBLIC, file));
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
    expect(HASHED.exec(file)?.[1]).toBe(hash);
  });

  it.each(hashed)('is named so where it is loaded early and where it is used: %s', (file) => {
    for (const source of ['apps/web/src/index.html', 'apps/web/src/styles/base.css']) {
      expect(readFileSync(path.join(ROOT, source), 'utf8')).toContain(`/${file}`);
    }
  });
});
