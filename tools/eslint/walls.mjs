// The walls inside the two applications, which Nx's own rule cannot see because it looks at whole projects.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const tests = /\.spec$|(^|\/)(test|web-e2e|testing)\//;

/** Where a file stands: `{ app: 'api', area: 'runs', rest: 'run.rules' }`, without its ending. */
export function locate(file) {
  const place = path
    .relative(root, file)
    .split(path.sep)
    .join('/')
    .replace(/\.[cm]?[jt]s$/, '');
  const match = /^apps\/(api|web)\/src\/(?:app\/)?(?:([^/]+)\/)?(.*)$/.exec(place);
  return { place, test: tests.test(place), app: match?.[1], area: match?.[2], rest: match?.[3] };
}

/** What is wrong with an import of `to` in `from`, or nothing. */
export function breach(from, to) {
  if (to.test && !from.test) return 'Nothing but tests imports tests.';
  if (from.app && !from.test && to.place.startsWith('tools/')) return 'An application does not import its tools.';
  if (from.test || !from.app || from.app !== to.app || !to.area || from.area === to.area) return undefined;

  if (from.app === 'api') {
    if (to.area === 'platform') return undefined;
    if (from.area === 'platform') return `The platform knows no feature ("${to.area}").`;
    if (to.rest !== 'index' && to.rest !== '') return `Import "${to.area}" through its index only.`;
    return undefined;
  }
  if (from.area === undefined || to.area === 'core') return undefined;
  if (from.area === 'core') return `The core knows no feature ("${to.area}").`;
  return `A web feature imports no other feature ("${to.area}").`;
}

/** `../runs` names the folder, and so its index. */
function target(file, specifier) {
  return locate(
    path.resolve(path.dirname(file), specifier).replace(/^(.*\/apps\/(?:api|web)\/src\/(?:app\/)?[^/.]+)$/, '$1/index'),
  );
}

export default {
  meta: { type: 'problem', schema: [], messages: { breach: '{{ why }}' } },
  create(context) {
    const from = locate(context.filename);
    const check = (node) => {
      const specifier = node?.source?.value;
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      const why = breach(from, target(context.filename, specifier));
      if (why) context.report({ node: node.source, messageId: 'breach', data: { why } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
