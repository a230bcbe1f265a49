import type { ServiceManifest } from '@throughline/platform';
import { migrations } from './database/migrations/index.js';

export const manifest: ServiceManifest = {
  name: 'pipelines',
  title: 'Throughline pipelines',
  entities: [],
  migrations,
};
