import { createServer } from 'node:net';

const LOOPBACK = ['127.0.0.1', '::1'];
const ABSENT = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/**
 * The preferred port when nobody listens on it at any loopback address and it is not in `taken`, else a free one.
 * A listener on ::1 alone counts: `localhost` may lead there. The answer can be outdated a moment later.
 */
export async function choosePort(preferred: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  if (!taken.has(preferred) && (await isFree(preferred))) return preferred;
  for (;;) {
    const port = await anyPort();
    if (!taken.has(port) && (await isFree(port))) return port;
  }
}

export async function isFree(port: number): Promise<boolean> {
  for (const host of LOOPBACK) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    // A machine without IPv6 has nobody listening there.
    server.once('error', (error: NodeJS.ErrnoException) => done(ABSENT.has(error.code ?? '')));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}

function anyPort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
