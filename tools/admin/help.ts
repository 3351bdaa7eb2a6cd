// Help is written out of the commands themselves, so that it cannot say anything else than they do.
import type { AdminCommand } from './command.ts';
import type { Option } from './values.ts';
import { columns } from './words.ts';

const USAGE = 'Usage: npm run admin --';
const EVERYWHERE: readonly [string, string][] = [
  ['--json', 'one JSON object on standard output: {"ok":true,…}, or {"ok":false,"error":…,"message":…}'],
  ['--help', 'this'],
];

export function overview(commands: readonly AdminCommand[]): string {
  return [
    `${USAGE} <what> <verb> [options]`,
    '',
    'What an operator does by hand, on the database that DATABASE_URL names (or INTERNAL_DATABASE_URL), with the settings of',
    'the service; without one, on the embedded database in .data/, also while "npm start" runs.',
    '',
    ...indented(commands.map(({ name, does }) => [name, does])),
    '',
    ...indented(EVERYWHERE),
    '',
    'Each has a --help of its own. Ends with code 0 when it is done, 1 when it is refused or fails, 2 when it was asked for',
    'wrongly. For a script: npm run -s admin -- … --json, since npm writes lines of its own without -s.',
  ].join('\n');
}

export function nounHelp(noun: string, commands: readonly AdminCommand[]): string {
  return [`${USAGE} ${noun} <verb> [options]`, '', ...indented(commands.map(({ name, does }) => [name, does]))].join(
    '\n',
  );
}

export function commandHelp({ name, does, more, options }: AdminCommand): string {
  const all = Object.entries(options).map(([option, described]): [string, string] => [
    spelt(option, described),
    described.means,
  ]);
  const required = Object.entries(options).filter(([, described]) => isRequired(described));
  const usage = [USAGE, name, ...required.map(([option, described]) => spelt(option, described))];
  return [
    `${usage.join(' ')}${all.length > required.length ? ' [options]' : ''}`,
    '',
    `${does.charAt(0).toUpperCase()}${does.slice(1)}.`,
    ...(more === undefined ? [] : [more]),
    '',
    ...indented([...all, ...EVERYWHERE]),
  ].join('\n');
}

function spelt(option: string, described: Option): string {
  return 'value' in described ? `--${option} ${described.value}` : `--${option}`;
}

function isRequired(described: Option): boolean {
  return 'required' in described && described.required === true;
}

function indented(rows: readonly [string, string][]): string[] {
  return columns(['', ''], rows)
    .slice(1)
    .map((line) => `  ${line}`);
}
