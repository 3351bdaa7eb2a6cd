// Reads what was asked for, does it, and says what came of it: to a person in lines, to a script in one JSON object.
import { parseArgs } from 'node:util';
import type { Environment } from '../../apps/api/src/platform/config/settings.ts';
import type { AdminCommand, Desk } from './command.ts';
import { toAdminError, UsageError } from './errors.ts';
import { commandHelp, nounHelp, overview } from './help.ts';
import { keyCommands } from './keys.ts';
import { personCommands } from './people.ts';
import { portalCommands } from './portals.ts';
import type { ServiceMode } from './service-mode.ts';
import { tenantCommands } from './tenants.ts';
import type { Option, ValueOption } from './values.ts';

export const COMMANDS: readonly AdminCommand[] = [
  ...tenantCommands,
  ...portalCommands,
  ...personCommands,
  ...keyCommands,
];

/** What the process around it provides. */
export interface Surroundings {
  readonly env: Environment;
  readonly dataFolder: string;
  open(): Promise<ServiceMode>;
  readonly ask: Desk['ask'];
  out(text: string): void;
  err(text: string): void;
}

/** Answers the exit code: 0 done, 1 refused or failed, 2 asked for wrongly. */
export async function runAdmin(args: readonly string[], around: Surroundings): Promise<number> {
  const json = args.includes('--json');
  try {
    const asked = read(args);
    if ('help' in asked) {
      around.out(asked.help);
      return 0;
    }
    const { json: answer, lines } = await asked.command.run(desk(around, json), asked.values);
    around.out(json ? JSON.stringify({ ok: true, ...answer }) : lines.join('\n'));
    return 0;
  } catch (error) {
    const { code, message } = toAdminError(error);
    if (json) around.out(JSON.stringify({ ok: false, error: code, message }));
    else around.err(message);
    return code === 'error.usage' ? 2 : 1;
  }
}

function desk({ env, dataFolder, open, ask }: Surroundings, json: boolean): Desk {
  let opened: Promise<ServiceMode> | undefined;
  // A script that reads JSON is not asked.
  return { env, dataFolder, database: () => (opened ??= open()), ask: json ? undefined : ask };
}

type Asked =
  | { readonly help: string }
  | { readonly command: AdminCommand; readonly values: Record<string, string | boolean | undefined> };

function read(args: readonly string[]): Asked {
  const wantsHelp = args.includes('--help') || args.includes('-h');
  const [noun, verb] = args.slice(0, 2).map((word) => (word.startsWith('-') ? undefined : word));
  if (noun === undefined) {
    if (wantsHelp) return { help: overview(COMMANDS) };
    throw new UsageError('Say what to do: "npm run admin -- --help" lists it.');
  }
  const ofNoun = COMMANDS.filter(({ name }) => name.startsWith(`${noun} `));
  if (ofNoun.length === 0)
    throw new UsageError(`There is no "${noun}": "npm run admin -- --help" lists what there is.`);
  const command = ofNoun.find(({ name }) => name === `${noun} ${verb}`);
  if (command)
    return wantsHelp ? { help: commandHelp(command) } : { command, values: readValues(command, args.slice(2)) };
  if (wantsHelp && verb === undefined) return { help: nounHelp(noun, ofNoun) };
  const verbs = ofNoun.map(({ name }) => name.slice(noun.length + 1)).join(', ');
  throw new UsageError(
    `${verb === undefined ? `Say what to do with "${noun}"` : `There is no "${noun} ${verb}"`}: ${verbs}.`,
  );
}

function readValues({ name, options }: AdminCommand, args: readonly string[]) {
  const help = `"npm run admin -- ${name} --help" says what there is.`;
  const given = parse(options, args, help);
  const values: Record<string, string | boolean | undefined> = {};
  for (const [option, described] of Object.entries(options)) {
    const value = given[option];
    if (!takesValue(described)) values[option] = value === true;
    else if (typeof value === 'string') values[option] = readValue(option, described, value);
    else if (described.required) throw new UsageError(`--${option} is missing: ${help}`);
  }
  return values;
}

function parse(options: AdminCommand['options'], args: readonly string[], help: string): Record<string, unknown> {
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(
          Object.entries(options).map(([option, described]) => [
            option,
            { type: takesValue(described) ? ('string' as const) : ('boolean' as const) },
          ]),
        ),
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [problem = ''] = (error as Error).message.split(/\n|\. |\.$/);
    throw new UsageError(`${problem}: ${help}`);
  }
}

function readValue(option: string, { read }: ValueOption, given: string): string {
  try {
    return read(given);
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`--${option} ${error.message}.`) : error;
  }
}

function takesValue(option: Option): option is ValueOption {
  return 'read' in option;
}
