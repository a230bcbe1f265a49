import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { MARK } from './marked-processes.js';
import { StopReason } from '../warden/stop-reason.js';
import type { StepProcesses } from './step-processes.js';

export interface ProcessSpec {
  command: string;
  argv: string[];
  cwd: string;
  /** The whole environment: nothing is inherited. */
  env: Record<string, string>;
  /** Distinguishes this process's descendants from all others. */
  mark: string;
}

export interface ProcessWatch {
  /** All that the program starts. */
  processes: StepProcesses;
  /** Aborting it ends the process: politely first, then for good. */
  signal: AbortSignal;
  onOutput: (stream: 'stdout' | 'stderr', chunk: Buffer) => void;
  /** Called when the program has ended and what it started has not been ended yet. */
  onEnd: () => void;
}

export interface ProcessEnd {
  exitCode: number;
  /** Set when a signal ended it. */
  signalName: string | null;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

const GRACE_MS = 3_000;
/** A descendant that we could not end may hold the pipes. */
const PIPES_LIMIT_MS = 2_000;

/**
 * Runs a program in a process group of its own to its end. When it ends, by itself or by the signal, so does every
 * process that it started. Rejects when it cannot be started.
 */
export async function runProcess(spec: ProcessSpec, watch: ProcessWatch): Promise<ProcessEnd> {
  const child = spawn(spec.command, spec.argv, {
    cwd: spec.cwd,
    env: { ...spec.env, [MARK]: spec.mark },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => watch.onOutput('stdout', chunk));
  child.stderr.on('data', (chunk: Buffer) => watch.onOutput('stderr', chunk));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stopper = new Stopper(child, watch);
  try {
    const [code, signalName] = await exitOf(child);
    watch.onEnd();
    return { exitCode: code ?? 128 + numberOf(signalName), signalName };
  } finally {
    stopper.end();
    await watch.processes.kill();
    await within(closed, PIPES_LIMIT_MS);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

/** Ends the process group when it is told to: politely first, then for good. */
class Stopper {
  private killTimer: NodeJS.Timeout | undefined;
  private readonly onAbort = (): void => this.stop();

  constructor(
    private readonly child: Child,
    private readonly watch: ProcessWatch,
  ) {
    watch.signal.addEventListener('abort', this.onAbort, { once: true });
    if (watch.signal.aborted) this.stop();
  }

  end(): void {
    clearTimeout(this.killTimer);
    this.watch.signal.removeEventListener('abort', this.onAbort);
    signalGroup(this.child, 'SIGKILL');
  }

  /** One that went over a limit may be a fork bomb: nothing is asked of it. */
  private stop(): void {
    const { signal, processes } = this.watch;
    const isPolite = !(signal.reason instanceof StopReason && signal.reason.how === 'limit');
    if (isPolite && !processes.terminate()) signalGroup(this.child, 'SIGTERM');
    this.killTimer = setTimeout(() => void this.killAll(), isPolite ? GRACE_MS : 0);
  }

  private async killAll(): Promise<void> {
    signalGroup(this.child, 'SIGKILL');
    await this.watch.processes.kill();
  }
}

function exitOf(child: Child): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signalName) => resolve([code, signalName]));
  });
}

function signalGroup(child: Child, signalName: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signalName);
  } catch {
    // The whole group is gone.
  }
}

function numberOf(signalName: NodeJS.Signals | null): number {
  return signalName ? constants.signals[signalName] : 0;
}

async function within(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
