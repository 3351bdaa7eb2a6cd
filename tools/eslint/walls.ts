// The walls inside the two applications, which Nx's own rule cannot see because it looks at whole projects.
import path from 'node:path';
import type { Rule } from 'eslint';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TESTS = /\.spec$|(^|\/)(test|web-e2e|testing)\/|\/test-setup$/;
const APPLICATION = /^apps\/(api|web)\/src\/(?:app\/)?(?:([^/]+)\/)?([^/].*)?$/;

export interface Place {
  /** From the top of the project, without the file's ending. */
  readonly path: string;
  readonly isTest: boolean;
  readonly app?: string;
  /** The feature's folder, or `platform`, or `core`; none for what puts the application together. */
  readonly area?: string;
  /** The file within its area. */
  readonly file?: string;
}

export function locate(absolute: string): Place {
  const place = path
    .relative(ROOT, absolute)
    .split(path.sep)
    .join('/')
    .replace(/\.[cm]?[jt]s$/, '');
  const [, app, area, file] = APPLICATION.exec(place) ?? [];
  return { path: place, isTest: TESTS.test(place), app, area, file };
}

/** Where an import leads. A folder's name stands for its index. */
export function target(from: string, specifier: string): Place {
  const found = locate(path.resolve(path.dirname(from), specifier));
  const namesFolder = found.app && !found.area && found.file && !/\.[jt]s$/.test(specifier) && isAbove(specifier);
  return namesFolder ? { ...found, area: found.file, file: 'index' } : found;
}

/** `./x` beside the files that put an application together is a file; `../x` from within a folder is another folder. */
function isAbove(specifier: string): boolean {
  return specifier.startsWith('../');
}

/** Why `from` may not import `to`, or nothing. */
export function breach(from: Place, to: Place): string | undefined {
  if (from.isTest) return undefined;
  if (to.isTest) return 'Nothing but tests imports tests.';
  if (from.app && /^(tools|bench)\//.test(to.path)) return 'An application does not import the tools, nor the bench.';
  if (!from.app || from.app !== to.app || !to.area || from.area === to.area) return undefined;

  if (from.app === 'api') {
    if (to.area === 'platform') return undefined;
    if (from.area === 'platform') return `The platform knows no feature ("${to.area}").`;
    return to.file === 'index' ? undefined : `Import "${to.area}" through its index only.`;
  }
  // What puts the web app together names the features' routes.
  if (!from.area || to.area === 'core') return undefined;
  if (from.area === 'core') return `The core knows no feature ("${to.area}").`;
  return `A web feature imports no other feature ("${to.area}").`;
}

const walls: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], messages: { breach: '{{ why }}' } },
  create(context) {
    const from = locate(context.filename);
    const check = (node: Rule.Node): void => {
      const source = 'source' in node ? node.source : undefined;
      if (source?.type !== 'Literal' || typeof source.value !== 'string' || !source.value.startsWith('.')) return;
      const why = breach(from, target(context.filename, source.value));
      if (why) context.report({ node: source, messageId: 'breach', data: { why } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default walls;
