/** The cable between a printer and whoever prints on it: it can be pulled, and put back. */

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from './processes.ts';

export interface Cable {
  readonly port: number;
  /** Every connection ends at once, and nobody gets through. */
  pull(): Promise<void>;
  plug(): Promise<void>;
}

export async function layCable(toPort: number): Promise<Cable> {
  const port = await freePort();
  const ends = new Set<Socket>();
  let server: Server | null = null;
  const cable: Cable = {
    port,
    async pull() {
      for (const end of ends) end.destroy();
      const pulled = server;
      server = null;
      if (pulled === null) return;
      pulled.close();
      await once(pulled, 'close');
    },
    async plug() {
      if (server !== null) return;
      server = createServer((near) => join(near, connect({ host: 'localhost', port: toPort }), ends));
      server.listen(port, 'localhost');
      await once(server, 'listening');
    },
  };
  await cable.plug();
  return cable;
}

function join(near: Socket, far: Socket, ends: Set<Socket>): void {
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    ends.add(from);
    from.pipe(to);
    from.once('error', () => to.destroy());
    from.once('close', () => {
      ends.delete(from);
      to.destroy();
    });
  }
}
