import { runMigrations } from '@throughline/platform';
import { manifest } from './manifest.js';

await runMigrations(manifest);
