import type { Environment } from '../../apps/api/src/platform/config/settings.ts';
import type { ServiceMode } from './service-mode.ts';
import type { Options, Values } from './values.ts';

/** What a command works with. */
export interface Desk {
  readonly env: Environment;
  /** Where an embedded start keeps its secrets. */
  readonly dataFolder: string;
  /** Opened by whoever needs it, and closed when the command ends. */
  database(): Promise<ServiceMode>;
  /** Asks the person at the terminal; undefined where there is none. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
}

/** What came of it: for a script, and for whoever reads. */
export interface Outcome {
  readonly json: object;
  readonly lines: readonly string[];
}

export interface AdminCommand {
  /** `tenant create` */
  readonly name: string;
  /** In a line, as in the list of all commands. */
  readonly does: string;
  /** What else there is to know. */
  readonly more?: string;
  readonly options: Options;
  run(desk: Desk, values: Readonly<Record<string, string | boolean | undefined>>): Promise<Outcome>;
}

/** Lets a command's work know its own options by their types. */
export function command<const Given extends Options>(
  described: Omit<AdminCommand, 'options' | 'run'> & {
    readonly options: Given;
    run(desk: Desk, values: Values<Given>): Promise<Outcome>;
  },
): AdminCommand {
  const { run, ...rest } = described;
  return { ...rest, run: (desk, values) => run(desk, values as Values<Given>) };
}
