import { join } from 'node:path';
import type { RolePasswords } from '../postgres/provision.ts';
import { SERVICES } from '../../libs/shared/platform/src/database/provision-sql.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { DataFolder } from './data-folder.ts';
import type { Listener, Ports } from './ports.ts';
import { urlFor } from './role-passwords.ts';

type Environment = Record<string, string>;

/** Everything the process table is computed from. */
export interface Installation {
  root: string;
  data: DataFolder;
  ports: Ports;
  /** The administrator's URL to the installation's database. */
  databaseUrl: string;
  /** Set: queues are in Redis. Undefined: they are in PostgreSQL. */
  redisUrl: string | undefined;
  passwords: RolePasswords;
  secrets: SecretStore;
  /** The address that the gateway listens on. */
  gatewayHost: string;
  logLevel: string;
}

export interface ProcessSpec {
  name: string;
  /** Processes of a stage start together, when all of the stage before are ready. */
  stage: number;
  /** JavaScript file, absolute. */
  entry: string;
  env: Environment;
  /** Answers 2xx when the process is ready; without one it is ready once it runs. */
  readyUrl: string | undefined;
}

export interface MigrationSpec {
  name: string;
  entry: string;
  env: Environment;
}

/** What a finished build has made, relative to the root. */
export const BUILD_OUTPUTS: readonly string[] = [
  ...SERVICES.flatMap((name: string) => [`services/${name}/dist/main.js`, `services/${name}/dist/migrate.js`]),
  'gateway/dist/main.js',
  'runner/dist/main.js',
  'web/dist/index.html',
];

/** Every process of an installation, in the order of starting; stopping goes the other way. */
export function processTable(installation: Installation): ProcessSpec[] {
  const { root, ports } = installation;
  const services = SERVICES.map((name: string) => ({
    name,
    stage: 1,
    entry: join(root, `services/${name}/dist/main.js`),
    env: serviceEnvironment(installation, name as Listener),
    readyUrl: `${loopback(ports[name as Listener])}/readyz`,
  }));
  const gateway = {
    name: 'gateway',
    stage: 2,
    entry: join(root, 'gateway/dist/main.js'),
    env: gatewayEnvironment(installation),
    readyUrl: `${loopback(ports.gateway)}/readyz`,
  };
  const runner = {
    name: 'runner',
    stage: 3,
    entry: join(root, 'runner/dist/main.js'),
    env: runnerEnvironment(installation),
    readyUrl: undefined,
  };
  return [...services, gateway, runner];
}

/** One run of each service's migrations; they know nothing of each other. */
export function migrationTable(installation: Installation): MigrationSpec[] {
  return SERVICES.map((name: string) => ({
    name: `migrate-${name}`,
    entry: join(installation.root, `services/${name}/dist/migrate.js`),
    env: serviceEnvironment(installation, name as Listener),
  }));
}

/** Each service's job on its sealed secrets, beside the running service. */
export function secretsTable({
  root,
  databaseUrl,
  passwords,
  secrets,
}: Pick<Installation, 'root' | 'databaseUrl' | 'passwords' | 'secrets'>): MigrationSpec[] {
  return SERVICES.map((name: string) => ({
    name: `secrets-${name}`,
    entry: join(root, `services/${name}/dist/secrets.js`),
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: urlFor(databaseUrl, `svc_${name}`, passwords.services[name] ?? ''),
      ...keyEncryptionKeys(secrets),
    },
  }));
}

/** Opens the page that shows what was sent. */
export function mailboxKey(secrets: SecretStore): string {
  return secrets.token('mailbox');
}

export function publicUrl(ports: Ports): string {
  return `http://localhost:${ports.gateway}`;
}

function serviceEnvironment(installation: Installation, name: Listener): Environment {
  const { data, ports, databaseUrl, passwords, secrets } = installation;
  return {
    ...shared(installation),
    ...queue(installation),
    SERVICE_HOST: '127.0.0.1',
    SERVICE_PORT: String(ports[name]),
    PROCESS_ROLE: 'all',
    DATABASE_URL: urlFor(databaseUrl, `svc_${name}`, passwords.services[name] ?? ''),
    MIGRATION_DATABASE_URL: urlFor(databaseUrl, `${name}_owner`, passwords.owners[name] ?? ''),
    ...keyEncryptionKeys(secrets),
    BLOB_DIR: data.of('blobs'),
    WORK_DIR: data.of(name),
    ...(ADDITIONS[name]?.(installation) ?? {}),
  };
}

/** The present one, and those that `kek-previous` holds until everything is re-wrapped. */
function keyEncryptionKeys(secrets: SecretStore): Environment {
  const previous = secrets.given('kek-previous');
  return { KEK: secrets.key('kek'), ...(previous === undefined ? {} : { KEK_PREVIOUS: previous }) };
}

/** What only one service needs. */
const ADDITIONS: Partial<Record<Listener, (installation: Installation) => Environment>> = {
  identity: ({ secrets, data }) => ({ MAILBOX_KEY: mailboxKey(secrets), MAIL_DIR: data.mail }),
  pipelines: ({ secrets, data }) => ({
    RUNNER_REGISTRATION_TOKEN: secrets.token('runner-registration'),
    GIT_LOCAL_ROOTS: data.git,
  }),
  deployments: ({ data, ports }) => ({
    LOCAL_HOST_ROOT: data.hosts,
    INGEST_URL: `${loopback(ports.gateway)}/ingest/v1/logs`,
  }),
};

function gatewayEnvironment(installation: Installation): Environment {
  const { root, ports } = installation;
  const upstreams = SERVICES.map((name: string) => [`${name.toUpperCase()}_URL`, loopback(ports[name as Listener])]);
  return {
    ...shared(installation),
    // It hears of revoked credentials, like everybody who reads events.
    ...queue(installation),
    ...(Object.fromEntries(upstreams) as Environment),
    GATEWAY_HOST: installation.gatewayHost,
    GATEWAY_PORT: String(ports.gateway),
    WEB_DIR: join(root, 'web/dist'),
  };
}

function runnerEnvironment({ data, ports, secrets, logLevel }: Installation): Environment {
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: logLevel,
    GATEWAY_URL: loopback(ports.gateway),
    RUNNER_REGISTRATION_TOKEN: secrets.token('runner-registration'),
    RUNNER_NAME: 'local',
    RUNNER_WORK_DIR: data.of('runner'),
    // Secrets, the database and every app are in there; where there is bubblewrap, steps do not see it.
    RUNNER_HIDDEN_PATHS: data.path,
  };
}

function shared({ ports, secrets, logLevel }: Installation): Environment {
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: logLevel,
    PUBLIC_URL: publicUrl(ports),
    // Nobody in front of them has to notice first that they are leaving.
    DRAIN_MS: '0',
    IDENTITY_URL: loopback(ports.identity),
    JWKS_URL: `${loopback(ports.identity)}/internal/jwks`,
    INTERNAL_SECRET: secrets.token('internal'),
  };
}

function queue({ redisUrl, databaseUrl, passwords }: Installation): Environment {
  return redisUrl === undefined
    ? { QUEUE_DATABASE_URL: urlFor(databaseUrl, 'queue', passwords.queue) }
    : { REDIS_URL: redisUrl };
}

function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}
