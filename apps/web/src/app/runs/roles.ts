/** The roles that have a name of their own here. A role may also be any other words. */
export const KNOWN_ROLES = ['property_owner', 'caretaker', 'site_contact', 'host'] as const;
/** Stands for none of them in a list to choose from: says that one is written beside it. */
export const OWN_ROLE = '+';

/** "Property owner" is the role that is written property_owner. */
export function knownRole(text: string): string | null {
  const role = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return KNOWN_ROLES.find((each) => each === role) ?? null;
}
