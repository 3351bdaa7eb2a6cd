import net from 'node:net';
import { through } from '../../../../tools/lib/test-cluster.ts';

/** A wire on the way to a database that can be cut, or go silent, and be mended. */
export interface Wire {
  readonly port: number;
  /** The same login and database as in `url`, reached through the wire. */
  through(url: string): string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Keeps every connection and takes new ones, and lets nothing through. */
  silence(): void;
  /** Lets new connections through; those that went silent stay so, as after a failover they do. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Lays one to the server that `url` names. */
export async function layWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
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
    through: (one) => through(`postgres://127.0.0.1:${own}`, one),
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
