import { LIMITS } from '@service-runs/contracts';

/** Somebody to invite, as pasted or typed. */
export interface Address {
  email: string;
  name: string | null;
  /** Whether it has the form of a whole address. */
  good: boolean;
}

const between = /[\n\r\u2028\u2029,;\t]/;

/**
 * The addresses in whatever was pasted: lists and columns, with names or without, `June Frank <june@example.org>` and
 * `"Frank, June" <june@example.org>` too. What is no address comes back as one that is not good, so that nothing which
 * was pasted is lost in silence.
 */
export function parseAddresses(text: string): Address[] {
  const found: Address[] = [];
  // "Frank, June <june@…>": words before a comma are the first half of a name when its second half has an address.
  let carried = '';
  for (const { part, comma } of partsOf(text)) {
    if (part.includes('<') && part.includes('@')) {
      found.push(...addressesIn(carried ? `${carried}, ${part}` : part));
      carried = '';
      continue;
    }
    if (carried) found.push(toAddress(carried, null));
    carried = comma && !part.includes('@') ? part : '';
    if (!carried) found.push(...addressesIn(part));
  }
  if (carried) found.push(toAddress(carried, null));
  return found;
}

/** Together, each address once, in the order in which they came; and how many came more than once. */
export function mergeAddresses(
  there: readonly Address[],
  more: readonly Address[],
): { addresses: Address[]; merged: number } {
  const byEmail = new Map<string, Address>();
  for (const each of [...there, ...more]) {
    const key = keyOf(each);
    const known = byEmail.get(key);
    byEmail.set(key, known ? { ...known, name: known.name ?? each.name } : each);
  }
  return { addresses: [...byEmail.values()], merged: there.length + more.length - byEmail.size };
}

/** What makes two addresses the same one: the API keeps them in lower case. */
export function keyOf({ email }: Pick<Address, 'email'>): string {
  return email.toLowerCase();
}

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domainLabel = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;
const topLabel = /^(?:\p{L}{2,}|xn--[a-z0-9-]{2,})$/iu;

/** What keeps a text from having the form of an address. */
export const ADDRESS_FAULTS = ['empty', 'no_at', 'two_ats', 'long', 'before_at', 'no_dot', 'after_at'] as const;
export type AddressFault = (typeof ADDRESS_FAULTS)[number];

/** Null for what has the form of an address that mail can be sent to; whether one lives there, only its owner knows. */
export function addressFault(email: string): AddressFault | null {
  const at = email.lastIndexOf('@');
  const [local, labels] = [email.slice(0, at), email.slice(at + 1).split('.')];
  if (email === '') return 'empty';
  if (at < 0) return 'no_at';
  if (email.indexOf('@') !== at) return 'two_ats';
  if (email.length > LIMITS.email || local.length > 64) return 'long';
  if (!localPart.test(local)) return 'before_at';
  if (labels.length < 2) return 'no_dot';
  return labels.every((label) => domainLabel.test(label)) && topLabel.test(labels.at(-1) ?? '') ? null : 'after_at';
}

export function isWholeAddress(email: string): boolean {
  return addressFault(email) === null;
}

/** The text between separators; a separator inside quotation marks is part of a name. */
function partsOf(text: string): { part: string; comma: boolean }[] {
  const parts: { part: string; comma: boolean }[] = [];
  let part = '';
  const end = (comma: boolean) => {
    if (part.trim()) parts.push({ part: part.trim(), comma });
    part = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      const quoted = /^"[^"\n\r]*"/.exec(text.slice(at, at + LIMITS.inviteeName + 2))?.[0] ?? '"';
      part += quoted;
      at += quoted.length - 1;
    } else if (between.test(character)) {
      end(character === ',');
    } else {
      part += character;
    }
  }
  end(false);
  return parts;
}

function addressesIn(part: string): Address[] {
  const found: Address[] = [];
  let from = 0;
  for (const angled of part.matchAll(/<([^<>]*)>/g)) {
    const { addresses, left } = bareIn(part.slice(from, angled.index));
    found.push(...addresses, toAddress(angled[1] ?? '', left));
    from = angled.index + angled[0].length;
  }
  const { addresses, left } = bareIn(part.slice(from));
  found.push(...addresses);
  const last = found.at(-1);
  if (last) last.name ??= nameOf(left);
  else if (left) found.push(toAddress(left, null));
  return found.filter(({ email }) => email !== '');
}

/** Addresses without angle brackets, each with the words before it as a name; and the words after the last one. */
function bareIn(text: string): { addresses: Address[]; left: string } {
  const addresses: Address[] = [];
  let words: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (word.includes('@')) {
      addresses.push(toAddress(word, words.join(' ')));
      words = [];
    } else {
      words.push(word);
    }
  }
  return { addresses, left: words.join(' ') };
}

function toAddress(written: string, name: string | null): Address {
  const email = withoutTail(
    written
      // What mail programs and messengers put in between, where nobody sees it.
      .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
      .trim()
      .replace(/^["'([<]+/, '')
      .replace(/^mailto:/i, ''),
  );
  return { email, name: nameOf(name), good: isWholeAddress(email) };
}

/** Signs that stand behind an address without belonging to it. Step by step: a pattern would try at each of many signs. */
function withoutTail(text: string): string {
  let end = text.length;
  while (end > 0 && `"')]>.:!`.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function nameOf(words: string | null): string | null {
  const name = (words ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'](.*)["']$/, '$1')
    .trim();
  return name ? name.slice(0, LIMITS.inviteeName) : null;
}
