import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { localIdentityEnvironment } from '../../tools/admin/local-identity.ts';

const ADMIN = resolve(import.meta.dirname, '../../services/identity/dist/admin.js');
const run = promisify(execFile);

/** What an operator does with `npm run admin -- grant <address>`, in the installation whose folder this is. */
export async function grantPlatformAdmin(dataDir: string, email: string): Promise<void> {
  const local = localIdentityEnvironment(dataDir, (path) => readFileSync(path, 'utf8'));
  if (!local) throw new Error(`no installation runs in ${dataDir}`);
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production', LOG_LEVEL: 'error', ...local };
  await run(process.execPath, [ADMIN, 'grant', email], { env });
}

/** A security key in the page's browser that its owner touches at once whenever it is asked for. */
export async function plugInSecurityKey(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const kind = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true } as const;
  const owner = { hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { ...kind, ...owner } });
}
