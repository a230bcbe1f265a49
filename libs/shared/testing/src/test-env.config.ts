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
