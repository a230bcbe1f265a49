import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleOf } from './program-bundle.js';

/** The superuser of the PostgreSQL server on which tests make their databases. */
export function testServerUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set');
  return url;
}

/** The Redis of the Redis lane, with a database number for each worker; undefined on the PostgreSQL backend. */
export function testRedisUrl(): string | undefined {
  if (process.env['QUEUE_BACKEND'] !== 'redis') return undefined;
  const url = new URL(process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379');
  url.pathname = `/${process.env['JEST_WORKER_ID'] ?? '1'}`;
  return url.href;
}

/** Where Node keeps what it has compiled, for programs that are started often; it keeps that right by the files' contents. */
export function compileCache(): string {
  const ours = join(import.meta.dirname, '../../../../node_modules/.cache/throughline-compiled');
  return process.env['NODE_COMPILE_CACHE'] ?? ours;
}

/** The file to run for a built program: in the lanes that bundle the programs (tools/test/bundles.ts) its bundle. */
export function programFile(entry: string): string {
  const bundle = bundleOf(entry);
  return process.env['TEST_BUNDLES'] === 'true' && existsSync(bundle) ? bundle : entry;
}
