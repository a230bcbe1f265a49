import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuilt } from '../build/build.ts';
import { RotatingLog } from '../processes/rotating-log.ts';
import { stopSignal } from '../processes/stop-signal.ts';
import { parseArguments, USAGE, type Arguments } from './arguments.ts';
import type { DataFolder } from './data-folder.ts';
import { BUILD_OUTPUTS } from './processes.ts';
import { openProgress, type Progress } from './progress.ts';
import { StartFailure } from './start-failure.ts';
import { supervise } from './supervise.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MOST_ERRORS = 20;

/** `npm start`: one installation on this machine, until Ctrl-C. */
async function main(): Promise<number> {
  // A terminal that was closed takes no more text; stopping goes on without it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const args = readArguments();
  if (typeof args === 'number') return args;
  const signal = stopSignal();
  return supervise({
    root: ROOT,
    dataDir: args.dataDir ?? join(ROOT, '.data'),
    args,
    env: process.env,
    progress: openProgress(process.stdout),
    build,
    signal,
  });
}

function readArguments(): Arguments | number {
  try {
    const args = parseArguments(process.argv.slice(2), process.cwd());
    if (!args.help) return args;
    console.log(USAGE);
    return 0;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
}

async function build(data: DataFolder, progress: Progress, signal: AbortSignal): Promise<void> {
  const path = join(data.logs, 'build.log');
  rmSync(path, { force: true });
  const log = new RotatingLog(path);
  await progress.step('Build', async (detail) => {
    try {
      const request = { root: ROOT, outputs: [...BUILD_OUTPUTS], log: (chunk: Buffer) => log.write(chunk), signal };
      detail(await ensureBuilt(request));
    } catch (error) {
      signal.throwIfAborted();
      throw new StartFailure(`${(error as Error).message}; all it said is in ${log.path}`, tellingLines(log.path));
    } finally {
      log.close();
    }
  });
}

/** Many projects build side by side: what went wrong is seldom at the end. */
function tellingLines(path: string): string[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const errors = lines.filter((line) => /\berror\b/i.test(line) && !line.startsWith('npm '));
  return errors.length > 0 ? errors.slice(-MOST_ERRORS) : lines.slice(-MOST_ERRORS);
}

process.exitCode = await main();
// Nothing of ours is left; a library's idle handle must not keep the terminal.
process.exit();
