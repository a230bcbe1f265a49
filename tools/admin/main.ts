import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { localIdentityEnvironment } from './local-identity.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * `npm run admin -- list|grant|revoke|rotate-signing-key [address]`: the service's own command. Where the environment is identity's (in its
 * pod, or exported by hand) it is used as it is; else the installation below `.data`, which has to run.
 */
function main(argv: string[]): number {
  const entry = join(ROOT, 'services/identity/dist/admin.js');
  if (!existsSync(entry)) return fail('Nothing is built yet: run `npm run build` first.');
  const isIdentitys = process.env['KEK'] !== undefined || process.env['KEK_FILE'] !== undefined;
  const local = isIdentitys ? {} : localIdentityEnvironment(join(ROOT, '.data'), (path) => readFileSync(path, 'utf8'));
  if (!local)
    return fail('No installation runs below .data: start it with `npm start`, or export identity’s environment.');
  const env = { ...process.env, NODE_ENV: 'production', ...local };
  return spawnSync(process.execPath, [entry, ...argv], { stdio: 'inherit', env }).status ?? 1;
}

function fail(line: string): number {
  console.error(line);
  return 1;
}

process.exitCode = main(process.argv.slice(2));
