const start = '/i/';

/** Whether an address is that of an invitation link. */
export function isClaim(pathname: string): boolean {
  return pathname.startsWith(start) && pathname.length > start.length;
}

/** The token of an invitation link, as it was made. */
export function tokenIn(pathname: string): string {
  const token = pathname.slice(start.length).replace(/\/$/, '');
  try {
    return decodeURIComponent(token);
  } catch {
    // No link of ours: the API says so.
    return token;
  }
}
