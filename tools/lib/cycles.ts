import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** `import … from './x'` and `export … from './x'`, over several lines too; imports of types alone leave no trace in the program. */
const IMPORTS = /^(?:import|export)\s+(?!type\s)([^'";]*?from\s+)?'(\.[^']+)'/gm;

/** The circles of files that import one another, each as the chain that leads back to its start. */
export function cycles(root: string, patterns: readonly string[]): string[][] {
  const files = globSync([...patterns], { cwd: root })
    .sort()
    .map((file) => path.join(root, file));
  const graph = new Map(files.map((file) => [file, importsOf(file)]));
  const found: string[][] = [];
  const done = new Set<string>();

  const visit = (file: string, chain: string[]): void => {
    const start = chain.indexOf(file);
    if (start >= 0) {
      found.push([...chain.slice(start), file].map((one) => path.relative(root, one)));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...chain, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORTS)]
    .filter(([, names]) => !onlyTypes(names))
    .map(([, , specifier = '']) => resolve(path.resolve(path.dirname(file), specifier)))
    .filter((found) => found !== undefined);
}

/** `import { type A, type B } from …` */
function onlyTypes(names: string | undefined): boolean {
  const inner = /^\{([^}]*)\}\s*from\s+$/.exec(names ?? '')?.[1];
  const list =
    inner
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return list.length > 0 && list.every((name) => name.startsWith('type '));
}

function resolve(target: string): string | undefined {
  return [target, `${target}.ts`, path.join(target, 'index.ts')].find(
    (file) => file.endsWith('.ts') && existsSync(file),
  );
}
