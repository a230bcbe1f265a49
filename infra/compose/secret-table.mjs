import { randomBytes } from 'node:crypto';

const SERVICES = ['identity', 'pipelines', 'deployments', 'observability', 'billing'];
const DATABASE = 'postgres:5432/throughline';

/** For passwords and tokens: 32 random bytes, safe in a URL. */
const token = () => randomBytes(32).toString('base64url');
/** For keys: 32 random bytes, base64. */
const key = () => randomBytes(32).toString('base64');

/**
 * The secrets of a compose installation, in the order they are made: file name → its content. A URL and the password
 * in it are one secret; where a server needs the password alone, the URL is made from that file.
 * @type {readonly (readonly [string, (read: (name: string) => string) => string])[]}
 */
export const SECRETS = [
  ['postgres_password', token],
  ['provision_database_url', (read) => `postgres://throughline:${read('postgres_password')}@${DATABASE}`],
  ['redis_password', token],
  ['redis_conf', (read) => `requirepass ${read('redis_password')}`],
  ['redis_url', (read) => `redis://:${read('redis_password')}@redis:6379`],
  ['internal_secret', token],
  ['mailbox_key', token],
  ['runner_registration_token', token],
  // Of somebody else's bucket: what is in them is for whoever has one to say. Empty is none.
  ['blob_s3_access_key_id', () => ''],
  ['blob_s3_secret_access_key', () => ''],
  ...SERVICES.flatMap((service) => [
    [`${service}_database_url`, () => `postgres://svc_${service}:${token()}@${DATABASE}`],
    [`${service}_migration_database_url`, () => `postgres://${service}_owner:${token()}@${DATABASE}`],
    [`${service}_kek`, key],
  ]),
];
