import type { ServiceManifest } from '@throughline/platform';
import { migrations } from './database/migrations/index.js';

export const manifest: ServiceManifest = {
  name: 'pipelines',
  title: 'Throughline pipelines',
  entities: [],
  migrations,
  sealedColumns: [
    ...['hook_secret', 'previous_hook_secret'].map((column) => ({
      ...{ table: 'repository', column, key: ['id'], policy: 'tenant' as const },
      owner: '{org_id}/repository/{id}/hook_secret',
    })),
    ...['secret', 'previous_secret'].map((column) => ({
      ...{ table: 'hook_trigger', column, key: ['id'], policy: 'tenant' as const },
      owner: '{org_id}/hook_trigger/{id}/secret',
    })),
    {
      ...{ table: 'pipeline_secret_version', column: 'value', key: ['id'], policy: 'tenant' as const },
      owner: '{org_id}/pipeline_secret_version/{id}/value',
    },
  ],
};
