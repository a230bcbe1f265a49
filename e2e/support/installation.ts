import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Installation {
  url: string;
  gitDir: string;
  /** Where the installation keeps everything. */
  dataDir: string;
  /** Opens the mailbox at `/mail`, and the API behind it. */
  mailboxKey: string;
  chromium: string;
}

/** The installation that the journeys walk through. Throws when there is none: they do not start one themselves. */
export function installation(): Installation {
  const { E2E_URL: url, E2E_DATA_DIR: dataDir, CHROMIUM_PATH: chromium = '/usr/bin/chromium' } = process.env;
  if (!url || !dataDir) throw new Error('E2E_URL and E2E_DATA_DIR are not set; run `npm test -- browser`');
  const mailboxKey = readFileSync(join(dataDir, 'secrets/mailbox'), 'utf8').trim();
  return { url, gitDir: join(dataDir, 'git'), dataDir, mailboxKey, chromium };
}
