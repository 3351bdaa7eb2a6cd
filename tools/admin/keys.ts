import { isEmbedded } from '../lib/database.ts';
import { changeSecrets, keptSecrets, newKey, SECRET_NAMES, secretsFile, type SecretName } from '../lib/secrets.ts';
import { command, type Desk, type Outcome } from './command.ts';
import { AdminError } from './errors.ts';
import { choice } from './values.ts';

const ONLY: Readonly<Record<string, SecretName>> = { jwt: 'JWT_SECRET', link: 'LINK_SECRET' };

/** `a, b` as a list of keys. */
export function keysOf(list: string): string[] {
  return list
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
}

/** The new one signs from then on; the others still verify. */
export function withNewKey(list: string, key: string): string {
  return [key, ...keysOf(list)].join(',');
}

/** Without the oldest, which is the last; the one that signs always stays. */
export function withoutOldestKey(list: string): string {
  const keys = keysOf(list);
  return keys.slice(0, Math.max(1, keys.length - 1)).join(',');
}

interface Kept {
  readonly setting: SecretName;
  /** In the environment, which is not ours to change; else in the file of the embedded start. */
  readonly own: boolean;
  readonly keys: number;
}

function kept({ env, dataFolder }: Desk, setting: SecretName): Kept {
  const given = env[setting]?.trim();
  if (!given && !isEmbedded(env))
    throw new AdminError('error.settings', `${setting} is needed: set it as for the service.`);
  return {
    setting,
    own: Boolean(given),
    keys: keysOf(given || keptSecrets(dataFolder)[setting]).length,
  };
}

function chosen(desk: Desk, only: string | undefined): Kept[] {
  return (only === undefined ? SECRET_NAMES : [ONLY[only] as SecretName]).map((setting) => kept(desk, setting));
}

/** What became of a list of keys, or what is left to do with it by hand. */
interface Changed {
  readonly setting: SecretName;
  readonly kept_in: string;
  readonly keys: number;
  readonly instruction: string | null;
  readonly new_key?: string;
}

async function change(
  { dataFolder }: Desk,
  lists: readonly Kept[],
  changed: (list: string) => string,
  byHand: (kept: Kept) => Pick<Changed, 'keys' | 'instruction' | 'new_key'>,
): Promise<Changed[]> {
  const ours = lists.filter(({ own }) => !own).map(({ setting }) => setting);
  const after =
    ours.length > 0
      ? await changeSecrets(dataFolder, (secrets) => ({
          ...secrets,
          ...Object.fromEntries(ours.map((setting) => [setting, changed(secrets[setting])])),
        }))
      : undefined;
  return lists.map((one) =>
    one.own || !after
      ? { setting: one.setting, kept_in: 'environment', ...byHand(one) }
      : {
          setting: one.setting,
          kept_in: secretsFile(dataFolder),
          keys: keysOf(after[one.setting]).length,
          instruction: null,
        },
  );
}

const RESTART = 'Start the service anew: a running one goes on with the keys that it was started with.';

function outcome(lists: readonly Changed[], done: string, more: readonly string[] = []): Outcome {
  return {
    json: { keys: lists },
    lines: [
      ...lists.map(
        ({ setting, kept_in, keys, instruction }) => instruction ?? `${setting} ${done}; ${keys} in ${kept_in}.`,
      ),
      RESTART,
      ...more,
    ],
  };
}

const DIES = `Of LINK_SECRET: every invitation link that was made with the key dies, also where a notification leads to it; the
invitations stay, and reissuing one makes a link with the present key. Of JWT_SECRET: access tokens signed with it, which live
15 minutes; nobody is signed out. API keys, sessions, passwords and one-time links outlive both.`;

const rotate = command({
  name: 'keys rotate',
  does: 'puts a new key first in JWT_SECRET and in LINK_SECRET',
  more: `It signs from the next start on; what the others have made goes on working until they are retired. Keys of an embedded start
are changed in .data/secrets.json. Where the environment sets them it prints what to set; keys that are in use are never shown.`,
  options: { only: choice(Object.keys(ONLY), 'one of the two') },
  run: async (desk, { only }) => {
    const lists = await change(
      desk,
      chosen(desk, only),
      (list) => withNewKey(list, newKey()),
      ({ setting, keys }) => {
        const key = newKey();
        return {
          keys: keys + 1,
          new_key: key,
          instruction: `Set ${setting} to this new key, a comma, and what it is now:\n  ${setting}="${key},$${setting}"`,
        };
      },
    );
    return outcome(lists, 'has a new key');
  },
});

const retire = command({
  name: 'keys retire',
  does: 'takes the oldest key, which is the last, out of JWT_SECRET and of LINK_SECRET',
  more: `The key that signs stays: rotate first. What dies with a key:
${DIES}
The passwords of the two login roles in the database come from the last key of JWT_SECRET. When it has gone, "npm start" or
"npm run migrate" sets them anew; until then this command is not let in. Processes that run with the old keys make no new
connections afterwards: start all of them anew.`,
  options: { only: choice(Object.keys(ONLY), 'one of the two') },
  run: async (desk, { only }) => {
    const several = chosen(desk, only).filter(({ keys }) => keys > 1);
    if (several.length === 0) {
      throw new AdminError(
        'error.keys.last',
        `There is no older key to retire${only ? ` in ${ONLY[only]}` : ''}: rotate first.`,
      );
    }
    const lists = await change(desk, several, withoutOldestKey, ({ setting, keys }) => ({
      keys: keys - 1,
      instruction: `Take the last of the ${keys} keys out of ${setting} where it is set.`,
    }));
    const jwt = lists.some(({ setting }) => setting === 'JWT_SECRET');
    return outcome(
      lists,
      'has lost its oldest key',
      jwt
        ? [
            'Before anything else connects: "npm start", or "npm run migrate", sets the roles’ passwords by the key that is last now.',
          ]
        : [],
    );
  },
});

export const keyCommands = [rotate, retire];
