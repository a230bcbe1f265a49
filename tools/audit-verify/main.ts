import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ownerUrl } from './owner-url.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ENTRY = join(ROOT, 'services/identity/dist/audit-verify.js');

/** `npm run audit:verify [-- --org <slug>] [--data <folder>]`: walks the audit chains as identity's owner; exit code 1 when one is bad. */
function main(argv: string[]): number {
  const at = argv.indexOf('--data');
  const folder = at === -1 ? join(ROOT, '.data') : resolve(argv[at + 1] ?? '');
  const rest = at === -1 ? argv : argv.toSpliced(at, 2);
  const found = ownerUrl(process.env, folder, (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined));
  if ('missing' in found) return refuse(found.missing);
  if (!existsSync(ENTRY)) return refuse('Nothing is built yet: run `npm run build`.');
  const env = { ...process.env, MIGRATION_DATABASE_URL: found.url };
  return spawnSync(process.execPath, [ENTRY, ...rest], { cwd: ROOT, stdio: 'inherit', env }).status ?? 1;
}

function refuse(reason: string): number {
  console.error(reason);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
