// Jest's set-up of each file of the Redis lane: what the file before left in the worker's database is not its own.
const { Redis } = require('ioredis');

module.exports = async function emptyRedis() {
  if (process.env.QUEUE_BACKEND !== 'redis') return;
  const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', {
    db: Number(process.env.JEST_WORKER_ID ?? '1'),
  });
  await redis.flushdb();
  await redis.quit();
};
