import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One address for a service whose process, and with it the port, changes: what a gateway is to a runner. */
export interface Door {
  url: string;
  /** Cuts every connection for both sides, whatever is on its way; resolves to how many there were. */
  cut(): number;
  close(): Promise<void>;
}

/** @param target asked for each connection; one that is not there refuses it */
export async function openDoor(target: () => string): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const inner = connect(Number(new URL(target()).port), '127.0.0.1');
    for (const [from, to] of [
      [client, inner],
      [inner, client],
    ] as const) {
      sockets.add(from);
      from.on('close', () => sockets.delete(from));
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  const cut = (): number => {
    const open = [...sockets];
    for (const socket of open) socket.resetAndDestroy();
    return open.length / 2;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
