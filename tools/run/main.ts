import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from '../build/build.ts';
import { stopSignal } from '../processes/stop-signal.ts';
import { TASKS, type Command } from './tasks.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** `npm run build|lint|openapi`. Every command of a task runs, so that one run shows all that is wrong. */
async function main([task = '', ...rest]: string[]): Promise<number> {
  if (task === 'build') return buildAll();
  const commands = TASKS[task];
  if (!commands) {
    console.error(`There is no task "${task}"; there are: build, ${Object.keys(TASKS).join(', ')}.`);
    return 2;
  }
  return Math.max(...commands.map((command) => run(command, rest)));
}

async function buildAll(): Promise<number> {
  try {
    await build({ root: ROOT, log: (chunk) => process.stdout.write(chunk), signal: stopSignal() });
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

function run({ script, argv }: Command, rest: string[]): number {
  const { status, error } = spawnSync(process.execPath, [join(ROOT, script), ...argv, ...rest], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (error) console.error(error.message);
  return status ?? 1;
}

process.exitCode = await main(process.argv.slice(2));
