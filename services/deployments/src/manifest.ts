import type { ServiceManifest } from '@throughline/platform';
import { MIGRATIONS } from './database/migrations/index.js';

/** No entities: the write side is compare-and-set statements, so a mapped class would hold nothing that is used. */
export const manifest: ServiceManifest = {
  name: 'deployments',
  title: 'Throughline deployments',
  entities: [],
  migrations: MIGRATIONS,
  sealedColumns: [
    {
      table: 'config_secret',
      column: 'sealed',
      key: ['id'],
      owner: '{org_id}/config_secret/{id}/{name}',
      policy: 'tenant',
    },
  ],
};
