import type { ServiceManifest } from '@throughline/platform';
import { MIGRATIONS } from './database/migrations/index.js';

export const manifest: ServiceManifest = {
  name: 'identity',
  title: 'Throughline identity',
  entities: [],
  migrations: MIGRATIONS,
  sealedColumns: [
    {
      table: 'signing_key',
      column: 'private_key_sealed',
      key: ['kid'],
      owner: 'signing_key/{kid}/private_key',
      policy: 'global',
    },
  ],
};
