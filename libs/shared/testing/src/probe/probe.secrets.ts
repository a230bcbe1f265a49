import { runSecrets } from '@throughline/platform';
import { safesManifest } from './safes.js';

// The probe's job on its sealed secrets, as a process of its own, for tests that kill it.
await runSecrets(safesManifest);
