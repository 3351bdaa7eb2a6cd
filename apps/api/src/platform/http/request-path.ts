/**
 * The path that was asked for, as it was sent: without the query, not decoded, not tidied. What is no address for the URL
 * parser (`//`) still has one. A request in a proxy's absolute form (RFC 9112, 3.2.2) names the same path.
 */
export function requestPath(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  return path.startsWith('/') ? path : path.replace(/^https?:\/\/[^/]*/i, '') || '/';
}
