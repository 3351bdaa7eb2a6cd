import { isBehindTls, type Settings } from '../config/settings';

/** On every answer. Behind TLS only: on a plain http localhost it would lock the browser out of every other port. */
export function tlsHeaders(settings: Pick<Settings, 'appBaseUrl'>): Readonly<Record<string, string>> {
  return isBehindTls(settings) ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {};
}

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

/** The browsable API document is a page, and reads the document that it shows. */
export const DOCS_HEADERS: Readonly<Record<string, string>> = {
  ...API_HEADERS,
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
