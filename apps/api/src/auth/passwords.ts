import { hash, verify } from '@node-rs/argon2';
import { LIMITS } from '@service-runs/contracts';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2 /* argon2id */, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), ARGON2ID);
}

let hashOfNobody: Promise<string> | undefined;

/** Takes as long for an account that does not exist as for one that does. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await hashOfNobody), password.normalize('NFKC'));
  return matches && stored != null;
}

/**
 * Cores of the passwords that head every list of leaked ones. Longer than they are, they are still the first to be
 * guessed: with digits behind, doubled, or with letters swapped for look-alikes.
 */
const COMMON_CORES = [
  'password',
  'passwort',
  'motdepasse',
  'contrasena',
  'qwerty',
  'qwertz',
  'azerty',
  'asdfgh',
  'zxcvbn',
  'qazwsx',
  'letmein',
  'welcome',
  'iloveyou',
  'iloveu',
  'admin',
  'administrator',
  'changeme',
  'default',
  'secret',
  'trustno',
  'sunshine',
  'princess',
  'dragon',
  'monkey',
  'football',
  'baseball',
  'superman',
  'batman',
  'starwars',
  'computer',
  'internet',
  'whatever',
  'master',
  'shadow',
  'michael',
  'jennifer',
  'charlie',
  'jordan',
  'liverpool',
  'chelsea',
  'arsenal',
  'hello',
  'freedom',
  'login',
  'test',
  'guest',
  'user',
  'servicerun',
  'servicerun' + 's',
]
  // The longest first: a short one that is a part of it would leave the rest standing.
  .sort((a, b) => b.length - a.length);
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
];
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Why a password is too easily guessed, in words for its owner, or null. */
export function passwordWeakness(password: string, email: string): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  const localPart = email.split('@')[0] ?? '';
  if (new Set(plain).size < 5) {
    return 'uses too few different characters';
  }
  if (localPart.length >= 4 && plain.replaceAll(localPart, '').length < LIMITS.passwordMin / 2) {
    return 'is too close to your address';
  }
  const letters = [...plain].map((sign) => LOOK_ALIKES[sign] ?? sign).join('');
  for (const form of new Set([plain, letters])) {
    // What is left when common cores, keyboard rows and digits are taken away is what a guesser has to guess.
    const guessed = COMMON_CORES.reduce((rest, core) => rest.replaceAll(core, ''), form);
    if (withoutRows(guessed).replace(/[^\p{L}]/gu, '').length < 4) {
      return 'is one of the commonest passwords, or close to one';
    }
  }
  return /^(.{1,6})\1+$/u.test(plain) ? 'repeats one short piece' : null;
}

function withoutRows(text: string): string {
  let rest = text;
  for (const row of [...ROWS, ...ROWS.map((line) => [...line].reverse().join(''))]) {
    for (let length = row.length; length >= 4; length--) {
      for (let from = 0; from + length <= row.length; from++) {
        rest = rest.replaceAll(row.slice(from, from + length), '');
      }
    }
  }
  return rest;
}
