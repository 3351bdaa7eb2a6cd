// What the pages that have to be light may load of scripts, as it goes over the line.
// Angular's own budgets know raw bytes, and of them only what index.html names.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from './command.ts';

export interface Budget {
  readonly page: string;
  /** The modules that the page comes to one after the other, each by an `import()`. What they import comes with them. */
  readonly modules: readonly string[];
  /** In bytes, as they are sent to a browser that takes gzip. */
  readonly most: number;
}

const APP = 'apps/web/src/app';

export const BUDGETS = {
  claim: {
    page: 'The claim page (/i/:token)',
    modules: ['apps/web/src/main.ts', `${APP}/claim/claim-start.ts`],
    most: 110_000,
  },
  console: {
    page: "The console's first load (/app/provider/runs)",
    modules: [
      'apps/web/src/main.ts',
      `${APP}/app-start.ts`,
      `${APP}/console.routes.ts`,
      `${APP}/runs/runs.routes.ts`,
      `${APP}/runs/list/runs-page.ts`,
    ],
    most: 180_000,
  },
} as const satisfies Record<string, Budget>;

/** Of the build's own account (`statsJson`), what is needed here. Names of files are those in the site's folder. */
export interface BuildStats {
  readonly outputs: Readonly<
    Record<string, { readonly entryPoint?: string; readonly imports: readonly { path: string; kind: string }[] }>
  >;
}

/** Every script that a page loads which comes to these modules. */
export function scriptsOf({ outputs }: BuildStats, modules: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path: next, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement') add(next);
    }
  };
  for (const module of modules) {
    const file = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === module);
    // Counted as nothing, it would leave a budget that holds for ever.
    if (!file) throw new CommandError(`${module} is no entry of the web build: see tools/lib/bundle-budgets.ts.`);
    add(file);
  }
  return [...found];
}

/** A line for each page that loads more than it may, with the largest of what it loads. */
export function exceeded(
  stats: BuildStats,
  sizeOf: (file: string) => number,
  budgets: readonly Budget[] = Object.values(BUDGETS),
): string[] {
  return budgets.flatMap(({ page, modules, most }) => {
    const scripts = scriptsOf(stats, modules)
      .map((file) => ({ file, size: sizeOf(file) }))
      .sort((a, b) => b.size - a.size);
    const all = scripts.reduce((sum, { size }) => sum + size, 0);
    if (all <= most) return [];
    const largest = scripts.slice(0, 3).map(({ file, size }) => `${nameOf(stats, file)} ${kilobytes(size)}`);
    return `${page} loads ${kilobytes(all)} of scripts with gzip, ${kilobytes(most)} at most; largest: ${largest.join(', ')}.`;
  });
}

/** Fails where a built and compressed site has grown over its budgets. */
export function holdBudgets(folder: string, statsFile: string): void {
  const stats = JSON.parse(readFileSync(statsFile, 'utf8')) as BuildStats;
  const lines = exceeded(stats, (file) => sentSize(path.join(folder, file)));
  if (lines.length > 0) throw new CommandError(lines.join('\n'));
}

/** The smallest files have no `.gz` (precompress.ts): they are sent as they are, and count so. */
function sentSize(file: string): number {
  const compressed = `${file}.gz`;
  return statSync(existsSync(compressed) ? compressed : file).size;
}

/** A name with a hash says little: beside it stands the module that it was made for, where there is one. */
function nameOf({ outputs }: BuildStats, file: string): string {
  const module = outputs[file]?.entryPoint;
  return module ? `${file} (${path.posix.basename(module)})` : file;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
