import net from 'node:net';
import type { TestDatabase } from './cluster';

/** A wire between the API and its database that can be cut, or go silent, and be mended. */
export interface Wire {
  readonly port: number;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Keeps every connection and takes new ones, and lets nothing through. */
  silence(): void;
  /** Lets new connections through; those that went silent stay so, as after a failover they do. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function layWire(database: TestDatabase): Promise<Wire> {
  const { hostname, port } = new URL(database.adminUrl);
  const sockets = new Set<net.Socket>();
  const silenced = new WeakSet<net.Socket>();
  let silent = false;

  const server = net.createServer((near) => {
    const far = net.connect(Number(port), hostname);
    if (silent) for (const socket of [near, far]) silenced.add(socket);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => {
        if (!silent && !silenced.has(from)) to.write(data);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = (on: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(on, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });

  const own = await listen(0);
  return {
    port: own,
    cut: stop,
    silence: () => {
      silent = true;
      for (const socket of sockets) silenced.add(socket);
    },
    mend: async () => {
      silent = false;
      if (!server.listening) await listen(own);
    },
    close: async () => {
      if (server.listening) await stop();
    },
  };
}

/** The settings of an API that reaches its database through the wire. */
export function throughWire({ appUrl, internalUrl }: TestDatabase, wire: Wire): Record<string, string> {
  const through = (url: string) => {
    const changed = new URL(url);
    changed.port = String(wire.port);
    return changed.href;
  };
  return { APP_DATABASE_URL: through(appUrl), INTERNAL_DATABASE_URL: through(internalUrl) };
}
