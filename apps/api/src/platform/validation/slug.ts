// Free of the framework: the operator's command judges slugs by the same rule as the tables.

export const SLUG_MAX = 60;

/** Lower-case letters and digits, in pieces joined by single hyphens. */
export function isSlug(text: string): boolean {
  return text.length <= SLUG_MAX && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
