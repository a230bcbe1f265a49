import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive, type KnownProcess } from '../processes/process-stat.js';
import type { StepTrace } from './adoption.rules.js';
import type { StepEnd } from './step-end.rules.js';

export interface BegunStep {
  jobId: string;
  attempt: number;
  fence: number;
  mark: string;
}

/** In the pid file of a step that has been given up before its warden came: the warden that comes then starts nothing. */
const NOBODY: KnownProcess = { pid: 0, startTicks: '' };

/**
 * The folder that says what has become of a step: `step.json`, `warden.json` (pid with its start and the machine's), `out.log` (frames)
 * and `exit.json`. Runner and warden share nothing else, so a runner that starts anew finds all there is to know.
 */
export class StepRecord {
  readonly outputFile: string;

  constructor(readonly folder: string) {
    this.outputFile = join(folder, 'out.log');
  }

  /** Makes the folder: of any number of callers exactly one hears true, and only that one may start the step. */
  claim(step: BegunStep): boolean {
    mkdirSync(dirname(this.folder), { recursive: true, mode: 0o700 });
    try {
      mkdirSync(this.folder, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
    syncFolder(dirname(this.folder)); // a machine that loses its power must not forget that the step was begun
    this.write('step.json', step);
    return true;
  }

  /** Whether it was ever claimed. */
  get isBegun(): boolean {
    return existsSync(this.folder);
  }

  /** Notes under which fence the step goes on. */
  renewFence(fence: number): void {
    const step = this.read<BegunStep>('step.json', ['fence']);
    if (step) this.write('step.json', { ...step, fence });
  }

  /** The warden's word that it is this process. False when the step was given up before: nothing may be started then. */
  appear(self: KnownProcess): boolean {
    const incoming = join(this.folder, `warden.${self.pid}`);
    try {
      writeFileSync(incoming, JSON.stringify(self), { mode: 0o600 });
      linkSync(incoming, join(this.folder, 'warden.json')); // whole, and for one of them only
      return true;
    } catch (error) {
      if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
      throw error;
    } finally {
      rmSync(incoming, { force: true });
    }
  }

  warden(): KnownProcess | undefined {
    return this.read<KnownProcess>('warden.json', ['pid', 'startTicks']);
  }

  /** The last that a warden writes; the output is complete by then. */
  end(end: StepEnd): void {
    this.write('exit.json', end);
  }

  ended(): StepEnd | undefined {
    return this.read<StepEnd>('exit.json', ['cause', 'exitCode']);
  }

  /** What has become of the step. A warden that has not appeared yet never will, once this was asked. */
  trace(): StepTrace {
    const isMarked = this.isBegun;
    if (isMarked) this.appear(NOBODY);
    const warden = this.warden() ?? NOBODY;
    const living = warden.pid > 0 && isAlive(warden);
    // Looked at last: a warden may end between the two looks, but not without a note.
    return { isMarked, isAlive: living, hasEnded: this.ended() !== undefined };
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Whole or not at all. */
  private write(name: string, value: object): void {
    const incoming = join(this.folder, `${name}.new`);
    writeFileSync(incoming, JSON.stringify(value), { mode: 0o600 });
    renameSync(incoming, join(this.folder, name));
  }

  /** Undefined when it is not there, or is none of ours. No library checks it: a warden has to start at once. */
  private read<T>(name: string, members: (keyof T & string)[]): T | undefined {
    try {
      const value: unknown = JSON.parse(readFileSync(join(this.folder, name), 'utf8'));
      const isOurs = typeof value === 'object' && value !== null && members.every((member) => member in value);
      return isOurs ? (value as T) : undefined;
    } catch {
      return undefined;
    }
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
