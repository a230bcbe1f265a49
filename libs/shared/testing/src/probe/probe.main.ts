import { bootstrap } from '@throughline/platform';
import { ProbeModule, probeManifest } from './probe.module.js';

// The probe as a process of its own, for tests that kill it.
await bootstrap(ProbeModule, probeManifest);
