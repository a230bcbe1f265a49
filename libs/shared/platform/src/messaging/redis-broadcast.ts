import { Redis } from 'ioredis';
import { type Broadcast, type BroadcastListener, PROBE_MS } from './broadcast.js';

/** Redis pub/sub. The subscriber is a connection of its own, as Redis wants it; ioredis reconnects both by itself. */
export async function openRedisBroadcast(
  url: string,
  channel: string,
  listener: BroadcastListener,
): Promise<Broadcast> {
  const publisher = new Redis(url, { maxRetriesPerRequest: 1, socketTimeout: PROBE_MS });
  const subscriber = new Redis(url, { maxRetriesPerRequest: null, autoResubscribe: false, commandTimeout: PROBE_MS });
  for (const connection of [publisher, subscriber]) connection.on('error', () => undefined); // 'close' follows
  let isListening = false;
  const lose = (): void => {
    if (isListening) listener.onLost();
    isListening = false;
  };
  const listen = async (): Promise<void> => {
    await subscriber.subscribe(channel);
    isListening = true;
  };
  subscriber.on('message', (_channel: string, text: string) => listener.onMessage(text));
  subscriber.on('close', lose);
  await listen();
  subscriber.on(
    'ready',
    () =>
      void listen().then(
        () => listener.onRestored(),
        () => subscriber.disconnect(true),
      ),
  );
  const probe = setInterval(() => {
    if (isListening) subscriber.ping().catch(() => subscriber.disconnect(true));
  }, PROBE_MS).unref();
  return {
    publish: async (text) => void (await publisher.publish(channel, text)),
    close: async () => {
      clearInterval(probe);
      subscriber.removeListener('close', lose);
      subscriber.disconnect();
      await publisher.quit().catch(() => undefined);
    },
  };
}
