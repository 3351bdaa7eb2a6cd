import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BUDGETS, exceeded, holdBudgets, scriptsOf, type Budget, type BuildStats } from './bundle-budgets.ts';

const needs = (path: string) => ({ path, kind: 'import-statement' });
const mayAskFor = (path: string) => ({ path, kind: 'dynamic-import' });

/** A start, two pages that it may ask for, a framework that all use, and a dialog that the first page may ask for. */
const stats: BuildStats = {
  outputs: {
    'main.js': { entryPoint: 'main.ts', imports: [needs('framework.js'), mayAskFor('one.js'), mayAskFor('two.js')] },
    'framework.js': { imports: [needs('shared.js')] },
    'shared.js': { imports: [needs('framework.js')] },
    'one.js': { entryPoint: 'pages/one.ts', imports: [needs('shared.js'), needs('form.js'), mayAskFor('dialog.js')] },
    'form.js': { imports: [] },
    'two.js': { entryPoint: 'pages/two.ts', imports: [needs('main.js')] },
    'dialog.js': { entryPoint: 'pages/dialog.ts', imports: [] },
  },
};
const sizes: Record<string, number> = { 'main.js': 3_000, 'framework.js': 50_040, 'one.js': 2_000, 'form.js': 1_000 };
const sizeOf = (file: string) => sizes[file] ?? 100;
const one = (most: number): Budget => ({ page: 'Page one', modules: ['main.ts', 'pages/one.ts'], most });

describe('the scripts of a page', () => {
  it('are what its modules import, and what that imports, once each', () => {
    expect(scriptsOf(stats, ['main.ts', 'pages/one.ts'])).toEqual([
      'main.js',
      'framework.js',
      'shared.js',
      'one.js',
      'form.js',
    ]);
  });

  it('are not what it may ask for later', () => {
    expect(scriptsOf(stats, ['main.ts'])).toEqual(['main.js', 'framework.js', 'shared.js']);
  });

  it('are never nothing because a module was moved', () => {
    expect(() => scriptsOf(stats, ['main.ts', 'pages/three.ts'])).toThrow('pages/three.ts is no entry');
  });
});

describe('a budget', () => {
  it('is held by as many bytes as it has', () => {
    expect(exceeded(stats, sizeOf, [one(56_140)])).toEqual([]);
  });

  it('is exceeded by one byte more, and says which page, by what, and where to look', () => {
    expect(exceeded(stats, sizeOf, [one(56_139), { ...one(60_000), page: 'Another' }])).toEqual([
      'Page one loads 56.1 kB of scripts with gzip, 56.1 kB at most; largest: framework.js 50.0 kB, main.js (main.ts) 3.0 kB, one.js (one.ts) 2.0 kB.',
    ]);
  });
});

describe('a built site', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bundle-budgets-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** Each module is a file of its own, of `bytes` that do not get smaller. */
  function build(bytes: number): string {
    const modules = [...new Set(Object.values(BUDGETS).flatMap((budget) => budget.modules))];
    const outputs = Object.fromEntries(modules.map((module, n) => [`${n}.js`, { entryPoint: module, imports: [] }]));
    for (const [n] of modules.entries()) {
      writeFileSync(path.join(folder, `${n}.js`), 'x'.repeat(1_000_000));
      writeFileSync(path.join(folder, `${n}.js.gz`), Buffer.alloc(bytes));
    }
    const file = path.join(folder, 'stats.json');
    writeFileSync(file, JSON.stringify({ outputs }));
    return file;
  }

  it('is judged by its compressed files', () => {
    expect(() => holdBudgets(folder, build(36_000))).not.toThrow();
    expect(() => holdBudgets(folder, build(36_001))).toThrow(/^The console's first load .* 180\.0 kB at most; [^\n]*$/);
    expect(() => holdBudgets(folder, build(55_001))).toThrow(/^The claim page .*\nThe console's first load /);
  });

  it('is judged by a file as it is where that is what is sent', () => {
    const file = build(36_000);
    rmSync(path.join(folder, '0.js.gz'));
    expect(() => holdBudgets(folder, file)).toThrow(/^The claim page .*\nThe console's first load /);
    writeFileSync(path.join(folder, '0.js'), 'x'.repeat(900));
    expect(() => holdBudgets(folder, file)).not.toThrow();
  });
});
