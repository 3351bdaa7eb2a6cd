import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cycles } from './cycles.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cycles-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

describe('cycles', () => {
  it('finds files that import one another, over indexes and several lines too', () => {
    write('runs/index.ts', `export * from './service';`);
    write('runs/service.ts', `import {\n  grant,\n} from '../grants';`);
    write('grants/index.ts', `export { grant } from './grant.ts';`);
    write('grants/grant.ts', `import '../runs/index';`);
    expect(cycles(root, ['**/*.ts'])).toEqual([
      ['grants/grant.ts', 'runs/index.ts', 'runs/service.ts', 'grants/index.ts', 'grants/grant.ts'],
    ]);
  });

  it('does not mind types, nor a file that many import', () => {
    write('a.ts', `import type { B } from './b';\nimport { type C } from './b';\nimport { d } from './d';`);
    write('b.ts', `import { a } from './a';\nimport { d } from './d';`);
    write('d.ts', '');
    expect(cycles(root, ['**/*.ts'])).toEqual([]);
  });
});
