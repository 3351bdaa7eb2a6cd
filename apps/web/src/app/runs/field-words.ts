import { type PlainCopyKey, isCopyKey, service } from '@service-runs/copy';

/** "name, zone": the fields of a run, as people call them. One that a newer API knows and this page does not is left out. */
export function fieldWords(fields: readonly string[]): string {
  return fields
    .map((field) => `provider.field.${field}`)
    .filter((key): key is PlainCopyKey & `provider.field.${string}` => isCopyKey(key))
    .map((key) => service(key))
    .join(', ');
}
