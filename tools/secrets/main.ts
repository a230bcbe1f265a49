import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDataFolder } from '../supervisor/data-folder.ts';
import { processEnvironment } from '../supervisor/process-environment.ts';
import { type MigrationSpec, secretsTable } from '../supervisor/processes.ts';
import { rolePasswords } from '../supervisor/role-passwords.ts';
import { openSecrets } from './secret-store.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const USAGE = `npm run secrets:rewrap [-- --data <dir>]
  every data key under the present key-encryption key
npm run secrets:rotate -- --org <id>|installation|all [--data <dir>]
  a new data key for an organization in every service, and everything of it sealed anew
npm start has to be running.`;

/** The jobs of all five services on the sealed secrets of an installation that runs on this machine. */
async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    options: { org: { type: 'string' }, data: { type: 'string' } },
    allowPositionals: true,
  });
  const [command] = positionals;
  if (command !== 'rewrap' && (command !== 'rotate' || values.org === undefined)) return refuse(USAGE);
  const data = openDataFolder(values.data ?? join(ROOT, '.data'));
  const database = databaseOf(data.ready);
  if (database === undefined) return refuse('The installation does not run. Start it with npm start, then try again.');
  const secrets = openSecrets(data.secrets);
  const databaseUrl = `postgres://${database}`;
  const table = secretsTable({ root: ROOT, databaseUrl, passwords: rolePasswords(secrets), secrets });
  const args = values.org === undefined ? [command] : [command, '--org', values.org];
  const codes = await Promise.all(table.map((spec) => run(spec, args)));
  const failed = table.filter((_, index) => codes[index] !== 0).map(({ name }) => name);
  if (failed.length === 0) return 0;
  return refuse(`Not everything was changed: ${failed.join(', ')}. What was not is readable as before; run it again.`);
}

/** Where the database of the installation is, while it runs. */
function databaseOf(readyFile: string): string | undefined {
  try {
    const { pid, database } = JSON.parse(readFileSync(readyFile, 'utf8')) as { pid: number; database?: string };
    process.kill(pid, 0);
    return database;
  } catch {
    return undefined;
  }
}

function run({ entry, env }: MigrationSpec, args: string[]): Promise<number> {
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: processEnvironment(process.env, env),
  });
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('close', (code) => done(code ?? 1));
  });
}

function refuse(message: string): number {
  console.error(message);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
