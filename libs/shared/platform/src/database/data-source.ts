import { DataSource, type DataSourceOptions } from 'typeorm';
import type { ServiceManifest } from '../service-manifest.js';
import { PLATFORM_MIGRATIONS } from './platform-migrations.js';

interface Connection {
  url: string;
  poolSize: number;
  applicationName: string;
}

/** The data source of a service in its own schema. Never synchronizes; a null or undefined `where` throws. */
export function createDataSource(manifest: ServiceManifest, connection: Connection): DataSource {
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
    extra: { options: `-c search_path=${manifest.name}`, keepAlive: true },
  };
  return new DataSource(options);
}
