/** What a portal's address leads to: all that is published there, or one run of it. */
export interface PortalPlace {
  slug: string;
  runId: string | null;
}

const address = /^\/p\/([^/]+)(?:\/runs\/([^/]+))?\/?$/;

/** Null for an address that is none of a portal's. */
export function portalPlace(pathname: string): PortalPlace | null {
  const [, slug, runId = null] = address.exec(pathname) ?? [];
  if (!slug) return null;
  try {
    return { slug: decodeURIComponent(slug), runId };
  } catch {
    // No portal of ours: the API says so.
    return { slug, runId };
  }
}
