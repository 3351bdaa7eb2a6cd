/** Where an organisation's zone is not given. */
export const DEFAULT_TIME_ZONE = 'America/Vancouver';

/** Letters of other scripts that have none in ASCII leave nothing; then the slug says what it is for. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return slug || 'provider';
}
