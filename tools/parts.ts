// `npm run parts`: what the product is made of, for those who have to know: a list for programs and one for people.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError, readOptions, runCommand } from './lib/command.ts';
import { readIfThere, ROOT } from './lib/files.ts';
import { npm } from './lib/npm.mjs';
import { markdownTable } from './lib/written-part.ts';

const { check = false } = readOptions(
  `
Usage: npm run parts [-- --check]

Writes docs/parts/: the packages that run in the product, as an SBOM (CycloneDX) with the hash of each, and their licences.
Refuses a package that is not pinned by a hash, comes from elsewhere than the registry, or has a licence that nobody has
agreed to.

  --check   writes nothing; ends with code 1 where the lists are not those of package-lock.json
`,
  { check: { type: 'boolean' } },
) as { check?: boolean };

const FOLDER = path.join(ROOT, 'docs/parts');
const REGISTRY = 'https://registry.npmjs.org/';
/** Licences that ask for no more than to be named, or to give back changes of the package's own files. */
const AGREED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Zlib',
];
/** Packages whose lock entry names no licence, and the one in their own files. */
const LOOKED_UP: Readonly<Record<string, string>> = { 'passport-strategy': 'MIT', pause: 'MIT' };

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

interface Bom {
  serialNumber?: string;
  metadata: { timestamp?: string; tools?: unknown; component: { name: string } };
  components: { name: string; version: string; licenses?: unknown[] }[];
}

await runCommand(async () => {
  const locked = packagesOf(path.join(ROOT, 'package-lock.json'));
  const problems = locked.flatMap(problemsOf);
  if (problems.length > 0) throw new CommandError(problems.join('\n'));

  const files = { 'sbom.cdx.json': sbom(), 'licences.md': licences(locked.filter(({ dev }) => dev !== true)) };
  const stale = Object.entries(files).filter(([name, text]) => text !== readIfThere(path.join(FOLDER, name)));
  if (check) {
    for (const [name] of stale) console.error(`docs/parts/${name} is out of date: run "npm run parts", and commit it`);
    return stale.length > 0 ? 1 : 0;
  }
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of stale) writeFileSync(path.join(FOLDER, name), text);
  console.log(stale.length > 0 ? `Written: ${stale.map(([name]) => name).join(', ')}` : 'The lists are as they were.');
  return 0;
});

function packagesOf(lockFile: string): (Locked & { name: string })[] {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as { packages: Record<string, Locked> };
  return Object.entries(packages)
    .filter(([place, { link }]) => place !== '' && link !== true)
    .map(([place, one]) => {
      const name = place.split('node_modules/').at(-1) ?? place;
      const license = one.license ?? LOOKED_UP[name];
      return { ...one, name, ...(license !== undefined && { license }) };
    });
}

function problemsOf({ name, version, resolved, integrity, license }: Locked & { name: string }): string[] {
  const what = `${name} ${version}`;
  return [
    ...(integrity?.startsWith('sha512-') ? [] : [`${what} is not pinned by a hash`]),
    // npm leaves out the registry where it is the usual one.
    ...(resolved === undefined || resolved.startsWith(REGISTRY) ? [] : [`${what} comes from ${resolved}`]),
    ...(agreed(license ?? 'no licence') ? [] : [`${what} has the licence ${license ?? 'of nobody knows'}`]),
  ];
}

/** One that is agreed to, each of several that hold together, or one of those to choose from. */
function agreed(license: string): boolean {
  const plain = license.replaceAll(/[()]/g, '');
  if (plain.includes(' AND ')) return plain.split(' AND ').every(agreed);
  return plain.split(' OR ').some((one) => AGREED.includes(one));
}

/** npm's own list of what is installed without the tools, less what differs between two runs of it. */
function sbom(): string {
  const args = ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'];
  const { status, stdout, stderr } = npm(args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new CommandError(`npm sbom failed: ${stderr.trim()}`);
  const bom = JSON.parse(stdout) as Bom;
  delete bom.serialNumber;
  delete bom.metadata.timestamp;
  delete bom.metadata.tools;
  // npm takes it from the folder's name.
  bom.metadata.component.name = 'service-runs';
  for (const component of bom.components) {
    const license = LOOKED_UP[component.name];
    if (license !== undefined) component.licenses = [{ license: { id: license } }];
  }
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function licences(packages: readonly (Locked & { name: string })[]): string {
  const byLicence = new Map<string, string[]>();
  for (const { name, version, license = '' } of packages) {
    byLicence.set(license, [...(byLicence.get(license) ?? []), `${name} ${version}`]);
  }
  const rows = [...byLicence].sort(([, a], [, b]) => b.length - a.length);
  return `# Licences

Of the ${packages.length} packages that run in the product; written by \`npm run parts\`. What is used to build and test it is not among them.

${markdownTable(
  ['licence', 'packages', 'which'],
  rows.map(([license, names]) => [license, String(names.length), [...new Set(names)].sort().join(', ')]),
)}
`;
}
