import { DataSource, type DataSourceOptions } from 'typeorm';
import type { ServiceManifest } from '../service-manifest.js';
import { impatientClient } from './impatient-client.js';
import { pipeliningClient } from './pipelining-client.js';
import { PLATFORM_MIGRATIONS } from './platform-migrations.js';
import { preparingClient } from './preparing-client.js';

/** What a request waits for a connection, and for a statement's answer: it is refused within ten seconds. */
const CONNECT_MS = 5_000;
const REQUEST_STATEMENT_MS = 8_000;
/**
 * How long a connection stays that nobody needs. A new one has to prove its password, to read the catalogue and to plan
 * every statement anew, which is a tenth of what a burst costs: work comes in bursts with pauses of minutes.
 */
const IDLE_MS = 300_000;

interface Connection {
  url: string;
  poolSize: number;
  applicationName: string;
  /** How long a statement waits for a lock; the role's own setting where it is absent. */
  lockTimeoutMs?: number;
  /** How long a statement outside of requests may have no answer; without a bound where it is absent. */
  jobStatementMs?: number;
  /** Whether statements are kept prepared: where they come again and again. */
  prepares?: boolean;
}

/** The data source of a service in its own schema. Never synchronizes; a null or undefined `where` throws. */
export function createDataSource(manifest: ServiceManifest, connection: Connection): DataSource {
  const patience = { ofRequest: REQUEST_STATEMENT_MS, ofJob: connection.jobStatementMs ?? Infinity };
  const Client = pipeliningClient(impatientClient(patience));
  const options: DataSourceOptions = {
    type: 'postgres',
    url: connection.url,
    schema: manifest.name,
    entities: manifest.entities,
    migrations: [...PLATFORM_MIGRATIONS, ...Object.values(manifest.migrations)] as DataSourceOptions['migrations'],
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    poolSize: connection.poolSize,
    applicationName: connection.applicationName,
    connectTimeoutMS: CONNECT_MS,
    extra: {
      options: optionsOf(manifest.name, connection.lockTimeoutMs),
      keepAlive: true,
      idleTimeoutMillis: IDLE_MS,
      Client: connection.prepares ? preparingClient(Client) : Client,
    },
  };
  return new DataSource(options);
}

function optionsOf(schema: string, lockTimeoutMs: number | undefined): string {
  const searchPath = `-c search_path=${schema}`;
  return lockTimeoutMs === undefined ? searchPath : `${searchPath} -c lock_timeout=${lockTimeoutMs}`;
}
