import { rmSync } from 'node:fs';
import { StopRequest } from '../processes/stop-request.ts';
import type { Arguments } from './arguments.ts';
import { bringUp } from './bring-up.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { demoCredentials, playDemo } from './demo-run.ts';
import { openSecrets } from '../secrets/secret-store.ts';
import { takeLock } from './lock.ts';
import { mailboxKey } from './processes.ts';
import type { Progress } from './progress.ts';
import { StartFailure } from './start-failure.ts';
import { StopStack } from './stop-stack.ts';

export interface Supervision {
  /** The checkout, absolute. */
  root: string;
  dataDir: string;
  args: Arguments;
  env: NodeJS.ProcessEnv;
  progress: Progress;
  /** Brings the build up to date. */
  build: (data: DataFolder, progress: Progress, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

/**
 * Runs an installation until the signal is aborted (or, once, until the demo's end) and stops everything it started.
 * Returns the exit code: 0 when it did what was asked, also when that was to stop.
 */
export async function supervise(supervision: Supervision): Promise<number> {
  const { progress, signal } = supervision;
  const data = openDataFolder(supervision.dataDir);
  const stops = new StopStack();
  let isUp = false;
  try {
    const lock = await takeLock({ file: data.lock, say: progress.note, signal });
    stops.push(() => Promise.resolve(lock.release()));
    stops.push(() => Promise.resolve(rmSync(data.ready, { force: true })));
    try {
      await run(supervision, data, { stops, onUp: () => (isUp = true) });
    } finally {
      lock.stopping();
    }
    return 0;
  } catch (error) {
    return report(error, { isUp, once: supervision.args.once, progress });
  } finally {
    await stopAll(stops, progress);
  }
}

interface Run {
  stops: StopStack;
  onUp: () => void;
}

async function run(supervision: Supervision, data: DataFolder, { stops, onUp }: Run): Promise<void> {
  const { root, args, env, progress, build, signal } = supervision;
  await build(data, progress, signal);
  const url = await bringUp({ root, data, port: args.port, env, progress, stops, signal });
  onUp();
  if (!args.once) progress.print(['', `  Throughline is ready at ${url}`]);
  if (args.demo) await demo(supervision, data, url);
  if (args.once) return;
  progress.print(readyLines(data, url));
  await aborted(signal);
}

async function demo({ root, args, progress, signal }: Supervision, data: DataFolder, url: string): Promise<void> {
  try {
    progress.print(['']);
    const key = mailboxKey(openSecrets(data.secrets));
    const outcome = await playDemo({ root, data, gatewayUrl: url, mailboxKey: key, print: progress.print, signal });
    if (outcome === 'played before') progress.print(['  The demo has reached its end here before; its data is kept.']);
  } catch (error) {
    if (args.once || signal.aborted) throw error;
    // An installation without its demo is still an installation.
    progress.note(`The demo did not reach its end: ${(error as Error).message}`);
  }
}

function readyLines(data: DataFolder, url: string): string[] {
  const credentials = demoCredentials(data);
  const login = credentials ? [`  Sign in        ${credentials.email}  ${credentials.password}`] : [];
  // The key is in the fragment, which no server and no log gets to see.
  const mail = `  Mail           ${url}/mail#${mailboxKey(openSecrets(data.secrets))}`;
  return [
    '',
    `  Throughline    ${url}`,
    ...login,
    mail,
    `  Logs           ${data.logs}`,
    '  Stop           Ctrl-C',
    '',
  ];
}

interface Outcome {
  isUp: boolean;
  once: boolean;
  progress: Progress;
}

function report(error: unknown, { isUp, once, progress }: Outcome): number {
  // Whoever lets it run and then stops it got what they wanted.
  if (error instanceof StopRequest) return isUp && !once ? 0 : error.exitCode;
  const reason = error instanceof Error ? error.message : String(error);
  const tail = error instanceof StartFailure ? ['', ...error.tail.map((line) => `    ${line}`)] : [];
  progress.print(['', `  Throughline stops: ${reason}`, ...tail, '']);
  return 1;
}

async function stopAll(stops: StopStack, progress: Progress): Promise<void> {
  if (stops.isEmpty) return;
  const failures = await progress.step('Stopping', () => stops.run());
  for (const failure of failures) progress.note((failure as Error).message);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    if (signal.aborted) fail(signal.reason as Error);
    signal.addEventListener('abort', () => fail(signal.reason as Error), { once: true });
  });
}
