import { join } from 'node:path';

export interface Installation {
  url: string;
  gitDir: string;
  chromium: string;
}

/** The installation that the journeys walk through. Throws when there is none: they do not start one themselves. */
export function installation(): Installation {
  const { E2E_URL: url, E2E_DATA_DIR: dataDir, CHROMIUM_PATH: chromium = '/usr/bin/chromium' } = process.env;
  if (!url || !dataDir) throw new Error('E2E_URL and E2E_DATA_DIR are not set; run `npm test -- browser`');
  return { url, gitDir: join(dataDir, 'git'), chromium };
}
