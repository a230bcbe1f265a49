import { flushTraces, readTracingConfig, startTracing, stopTracing } from '@throughline/platform';
import { captureLogs, endCapture, type LogCapture, TraceCollector } from '@throughline/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OwnRedis, startOwnRedis } from '../own-redis.ts';
import { useSurroundings } from '../surroundings.config.ts';

/** What lies around a service and may keep what it is told: its log, the Redis under its queues, a trace collector. */
export interface Surroundings {
  logs: LogCapture;
  /** Everything that Redis holds, as its own files have it: the append-only file, and all of it written out anew. */
  redisFiles(): Promise<{ file: string; text: string }[]>;
  /** Every message with traces that was sent. */
  traces(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts them for the services that this process starts from now on. */
export async function startSurroundings(): Promise<Surroundings> {
  const logs = captureLogs();
  const redis = await startOwnRedis({ appendOnly: true });
  const collector = new TraceCollector();
  const restore = useSurroundings(redis.url, await collector.start());
  await startTracing({ name: 'faults', version: '1' }, readTracingConfig());
  return {
    logs,
    redisFiles: () => filesOf(redis),
    traces: async () => {
      await flushTraces();
      return collector.sent.map((message) => message.toString('latin1'));
    },
    close: async () => {
      endCapture();
      await stopTracing();
      restore();
      await Promise.all([redis.remove(), collector.close()]);
    },
  };
}

async function filesOf(redis: OwnRedis): Promise<{ file: string; text: string }[]> {
  await redis.command('CONFIG', 'SET', 'rdbcompression', 'no'); // or a text might not be found in its compressed form
  await redis.command('SAVE');
  const entries = readdirSync(redis.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ name, parentPath }) => ({
    file: name,
    text: readFileSync(join(parentPath, name)).toString('latin1'),
  }));
}
