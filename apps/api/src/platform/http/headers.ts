/**
 * On every answer of the API. It is data for one caller: never kept by a cache, never a page, never framed (the CSP says
 * the same of a browser that was sent here by hand).
 */
export const API_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
