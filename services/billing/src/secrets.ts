import { runSecrets } from '@throughline/platform';
import { manifest } from './manifest.js';

await runSecrets(manifest);
