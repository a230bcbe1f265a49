import type { ServiceManifest } from '@throughline/platform';
import { MIGRATIONS } from './database/migrations/index.js';

export const manifest: ServiceManifest = {
  name: 'identity',
  title: 'Throughline identity',
  entities: [],
  migrations: MIGRATIONS,
};
