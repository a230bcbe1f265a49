import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const SERVICE = resolve(import.meta.dirname, '..');
const ROOT = resolve(SERVICE, '../..');

export interface CompiledService {
  /** The launcher that this build starts apps with. */
  launcherFile: string;
  /** The service's entry point, for tests that kill it. */
  mainFile: string;
  remove(): Promise<void>;
}

/** Compiles the service into a folder of its own: launchers and killed workers are processes, which run JavaScript. */
export async function compileService(): Promise<CompiledService> {
  const directory = join(ROOT, 'node_modules/.cache', `throughline-deployments-${process.pid}`);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
  const compiler = join(ROOT, 'node_modules/typescript7/bin/tsc');
  const args = [compiler, '-p', join(SERVICE, 'tsconfig.json'), '--outDir', directory, '--declaration', 'false'];
  await promisify(execFile)(process.execPath, args);
  return {
    launcherFile: join(directory, 'launcher/main.js'),
    mainFile: join(directory, 'main.js'),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
