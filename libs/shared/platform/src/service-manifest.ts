import type { Consumer } from '@throughline/contracts';
import type { DataSourceOptions } from 'typeorm';

/** What makes one service different from another as far as the platform is concerned. */
export interface ServiceManifest {
  /** Its PostgreSQL schema, queue prefix, token audience and log name. */
  name: Exclude<Consumer, 'gateway'>;
  title: string;
  entities: NonNullable<DataSourceOptions['entities']>;
  migrations: NonNullable<DataSourceOptions['migrations']>;
}
