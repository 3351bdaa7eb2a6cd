/** A part of a text as an ILIKE pattern that takes it literally; null for nothing to look for. */
export function searchPattern(q: string | undefined): string | null {
  return q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
}
