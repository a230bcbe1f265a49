import type { ServiceManifest } from '@throughline/platform';
import { MIGRATIONS } from './database/migrations/index.js';

/** Rows are written by plain SQL here: lines by the batch, facts once, states by compare-and-set. So: no entities. */
export const manifest: ServiceManifest = {
  name: 'observability',
  title: 'Throughline observability',
  entities: [],
  migrations: MIGRATIONS,
};
