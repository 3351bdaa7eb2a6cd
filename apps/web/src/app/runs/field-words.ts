import { type PlainCopyKey, isCopyKey, service } from '@service-runs/copy';

const lists = new Intl.ListFormat('en-GB');

/** "name, zone and start". */
export function listWords(words: readonly string[]): string {
  return lists.format(words);
}

/** The fields of a run, as people call them. One that a newer API knows and this page does not is left out. */
export function fieldWords(fields: readonly string[]): string {
  return listWords(
    fields
      .map((field) => `provider.field.${field}`)
      .filter((key): key is PlainCopyKey & `provider.field.${string}` => isCopyKey(key))
      .map((key) => service(key)),
  );
}
