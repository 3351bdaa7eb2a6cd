import { type Catalogue, type CopyKey } from './catalogue';
import { baseTexts } from './catalogue/base';
import { label } from './catalogue/label';

/** The names between braces in a text. */
type PlaceholdersOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;

/** What a caller must give for a key; nouns are filled by the copy itself. */
export type CopyParameter<Key extends CopyKey> = Exclude<PlaceholdersOf<Catalogue[Key]>, `noun.${string}`>;

export type CopyParameters<Key extends CopyKey> = { [Name in CopyParameter<Key>]: string | number };

/** Nothing for a text without parameters, else exactly its own. */
type Arguments<Key extends CopyKey> = [CopyParameter<Key>] extends [never] ? [] : [parameters: CopyParameters<Key>];

/** Keys whose text stands as it is, so that one can be kept in a table and resolved later. */
export type PlainCopyKey = { [Key in CopyKey]: [CopyParameter<Key>] extends [never] ? Key : never }[CopyKey];

/** `x` for every pair of keys `x.one` and `x.other`. */
export type CountedKey = {
  [Key in CopyKey]: Key extends `${infer Base}.one` ? (`${Base}.other` extends CopyKey ? Base : never) : never;
}[CopyKey];
type CountedParameters<Base extends CountedKey> = Omit<CopyParameters<`${Base}.other`>, 'count'>;
type CountedArguments<Base extends CountedKey> = [keyof CountedParameters<Base>] extends [never]
  ? []
  : [parameters: CountedParameters<Base>];

type NounKey = Extract<keyof typeof label, `label.noun.${string}`>;
export type Noun = NounKey extends `label.noun.${infer Name}` ? Name : never;
export type Nouns = Record<Noun, string>;

/** What the product calls its things, unless an installation says otherwise. */
export const defaultNouns: Nouns = {
  run: label['label.noun.run'],
  runs: label['label.noun.runs'],
  provider: label['label.noun.provider'],
};

export interface Copy {
  /** The text of a key, its nouns and parameters filled in. */
  <Key extends CopyKey>(key: Key, ...parameters: Arguments<Key>): string;
  /** The text for a number of things: `<key>.one` for exactly one, else `<key>.other` with its `{count}`. */
  count<Base extends CountedKey>(key: Base, count: number, ...parameters: CountedArguments<Base>): string;
}

/** The texts that are loaded. */
const texts: Record<string, string> = { ...baseTexts };

/** Loads a further part of the catalogue: `addTexts(consoleTexts)`, before anything of it is asked for. */
export function addTexts(part: { [Key in CopyKey]?: string }): void {
  Object.assign(texts, part);
}

/** Whether a key that came from elsewhere, such as an error code, has a text here. */
export function isCopyKey(key: unknown): key is CopyKey {
  return typeof key === 'string' && Object.hasOwn(texts, key);
}

function textOf(key: string): string {
  const text = texts[key];
  // The types know every key; what they cannot know is whether its part has been loaded yet.
  if (text === undefined) throw new Error(`The text "${key}" is not loaded: see addTexts.`);
  return text;
}

/** A copy that uses these nouns. */
export function createCopy(nouns: Nouns): Copy {
  const resolve = (key: string, parameters: Record<string, string | number> = {}): string => {
    if (key.startsWith('label.noun.')) return nouns[key.slice('label.noun.'.length) as Noun];
    // One pass: a parameter that happens to hold braces is somebody's words, never a placeholder.
    return textOf(key).replace(/\{([\w.]+)\}/g, (placeholder, name: string) =>
      String(name.startsWith('noun.') ? nouns[name.slice('noun.'.length) as Noun] : (parameters[name] ?? placeholder)),
    );
  };

  const copy = (key: string, parameters?: Record<string, string | number>) => resolve(key, parameters);
  copy.count = (key: string, count: number, parameters?: Record<string, string | number>) =>
    resolve(count === 1 ? `${key}.one` : `${key}.other`, { ...parameters, count });
  return copy as Copy;
}

/** The product's words: `service('provider.notify.send')`. */
export const service = createCopy(defaultNouns);
