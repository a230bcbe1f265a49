import { resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../dist');

/** The service as it was built: launchers and killed workers are processes, which run JavaScript. */
export const BUILT = { main: resolve(DIST, 'main.js'), launcher: resolve(DIST, 'launcher/main.js') };
