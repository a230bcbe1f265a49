import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { killMarked, markedProcesses } from './marked-processes.js';
import type { StepCgroup } from './step-cgroup.js';

const PAGE_BYTES = 4_096;
const GONE_LIMIT_MS = 2_000;
const LOOK_MS = 20;
/** It holds the step's processes together: asked to end, it would take them with it at once. */
const HOLDER = 'bwrap';

/** All processes of a step: those in its cgroup where there is one, else those that carry its mark. */
export class StepProcesses {
  constructor(
    private readonly mark: string,
    readonly cgroup: StepCgroup | undefined,
  ) {}

  pids(): number[] {
    return this.cgroup?.pids() ?? markedProcesses(this.mark);
  }

  /** Memory that is the processes' own; what they share, or could read again from a file, is not counted. */
  privateBytes(): number {
    return this.pids().reduce((sum, pid) => sum + privateBytesOf(pid), 0);
  }

  /** Asks them to end. False when it reached none. */
  terminate(): boolean {
    const asked = this.pids().filter((pid) => nameOf(pid) !== HOLDER);
    return asked.filter((pid) => send(pid, 'SIGTERM')).length > 0;
  }

  /** Ends them; resolves when they are gone, or will not go within 2 s. */
  async kill(): Promise<void> {
    this.cgroup?.kill();
    killMarked(this.mark);
    const deadline = performance.now() + GONE_LIMIT_MS;
    while (this.cgroup && !this.cgroup.remove() && performance.now() < deadline) await delay(LOOK_MS);
  }
}

function privateBytesOf(pid: number): number {
  const [, resident = 0, shared = 0] = read(`/proc/${pid}/statm`).split(' ').map(Number);
  return Math.max(0, resident - shared) * PAGE_BYTES;
}

function nameOf(pid: number): string {
  return read(`/proc/${pid}/comm`).trim();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
