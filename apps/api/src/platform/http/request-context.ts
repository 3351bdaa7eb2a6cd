import type { ApiScope } from '@service-runs/contracts';

/**
 * Who is asking, as the guard read it: a claim, until the database has proven session, membership or key in the
 * request's own statement. Immutable.
 */
export interface Actor {
  readonly individualId: string | null;
  readonly sessionId: string | null;
  /** SHA-256 of an API key. */
  readonly keyHash: Buffer | null;
  /** From `X-Tenant-Id`; null leaves it to the only organisation the person belongs to, or to the key. */
  readonly tenantId: string | null;
  /** What the route asks of a key; null where no key may come. */
  readonly scope: ApiScope | null;
  readonly ownerOnly: boolean;
}

/** An actor on a route for signed-in people. */
export interface SignedInActor extends Actor {
  readonly individualId: string;
  readonly sessionId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
  }
}
