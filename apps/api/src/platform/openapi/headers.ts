import type { HeaderObject, HeadersObject } from '@nestjs/swagger';

const number = { type: 'integer', minimum: 0 } as const;

/** Headers of answers, by the names under which answers refer to them. */
export const HEADERS = {
  'X-Request-Id': {
    required: true,
    description: 'Names this one request, for whoever runs the service.',
    schema: { type: 'string', format: 'uuid' },
  },
  ETag: {
    required: true,
    description: 'The version of the run; hand it back as `If-Match`.',
    schema: { type: 'string', pattern: '^"\\d+"$' },
  },
  'Retry-After': { required: true, description: 'Seconds.', schema: number },
  // An operator may take the bounds away.
  'RateLimit-Limit': { required: false, description: 'How many calls there may be.', schema: number },
  'RateLimit-Remaining': { required: false, description: 'How many of them are left.', schema: number },
  'RateLimit-Reset': { required: false, description: 'Seconds until all of them are back.', schema: number },
} as const satisfies Record<string, HeaderObject>;

export type HeaderName = keyof typeof HEADERS;

export function headerReferences(names: readonly HeaderName[]): HeadersObject {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
