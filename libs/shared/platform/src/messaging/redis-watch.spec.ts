import { Redis } from 'ioredis';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { watchRedis } from './redis-watch.js';

/** A server whose first `silent` connections are taken and never answered; on the others every command is. */
function startServer(silent: number): Promise<Server & { taken(): number }> {
  let taken = 0;
  const server = createServer((socket) => {
    taken += 1;
    const isSilent = taken <= silent;
    const answersTo = (chunk: Buffer): string => '+PONG\r\n'.repeat(String(chunk).match(/^\*\d/gm)?.length ?? 0);
    socket.on('error', () => undefined).on('data', (chunk) => isSilent || socket.write(answersTo(chunk)));
  });
  const counting = Object.assign(server, { taken: () => taken });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(counting)));
}

describe('watchRedis', () => {
  it.each([
    ['that went silent', false],
    ['that was silent from the start', true],
  ])('replaces a connection %s, and what was sent on it is answered', async (_, enableReadyCheck) => {
    const server = await startServer(2);
    const { port } = server.address() as AddressInfo;
    const options = { enableReadyCheck, maxRetriesPerRequest: null, retryStrategy: () => 1 };
    const redis = new Redis(port, '127.0.0.1', options);
    watchRedis(redis, { everyMs: 10, limitMs: 100 });
    expect(await redis.ping()).toBe('PONG');
    expect(server.taken()).toBeGreaterThan(2);
    redis.disconnect();
    server.close();
  });
});
