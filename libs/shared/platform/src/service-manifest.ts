import type { Consumer } from '@throughline/contracts';
import type { DataSourceOptions } from 'typeorm';
import type { SealedColumn } from './secrets/sealed-columns.js';

/** What makes one service different from another as far as the platform is concerned. */
export interface ServiceManifest {
  /** Its PostgreSQL schema, queue prefix, token audience and log name. */
  name: Exclude<Consumer, 'gateway'>;
  title: string;
  entities: NonNullable<DataSourceOptions['entities']>;
  migrations: NonNullable<DataSourceOptions['migrations']>;
  /** Every column that holds sealed secrets: what a rotation of keys seals anew. */
  sealedColumns?: readonly SealedColumn[];
}
