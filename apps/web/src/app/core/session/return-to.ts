/**
 * A path of this app to go on to, or null for anything else. What stands in an address comes from whoever made the
 * link: `//host` and `/\host` leave the site, and control characters are dropped by browsers before they look.
 */
export function safeReturnTo(value: string | null | undefined): string | null {
  if (!value || !value.startsWith('/')) return null;
  for (const character of value) {
    if (character === '\\' || character < ' ' || character === '\u007f') return null;
  }
  if (value.includes('//')) return null;
  return value;
}
