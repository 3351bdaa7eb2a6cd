import type { FastifyInstance } from 'fastify';

/** Remembers what is routed, so that a known address with the wrong method can be told from an unknown one. */
export class KnownRoutes {
  private readonly methods = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ url, method }) => {
      if (!url.startsWith('/api') || url.includes('*')) {
        return;
      }
      const known = this.methods.get(url) ?? { pattern: toPattern(url), methods: new Set() };
      for (const one of [method].flat()) {
        known.methods.add(one);
      }
      this.methods.set(url, known);
    });
  }

  /** The methods that an address takes; none for an address that is not known. */
  methodsOf(path: string): string[] {
    const allowed = new Set<string>();
    for (const { pattern, methods } of this.methods.values()) {
      if (pattern.test(path)) {
        methods.forEach((method) => allowed.add(method));
      }
    }
    return [...allowed].sort();
  }
}

function toPattern(url: string): RegExp {
  return new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:[A-Za-z]+/g, '[^/]+')}$`);
}
