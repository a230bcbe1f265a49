import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PREFIX = 'throughline-';

/** The cgroup of one step: everything that it starts is in it, whatever session or environment it moves to. */
export class StepCgroup {
  constructor(readonly folder: string) {}

  /** The one for the step's mark, below the runner's base. */
  static of(base: string, mark: string): StepCgroup {
    return new StepCgroup(join(base, PREFIX + mark));
  }

  /** Those below the base whose marks start with `prefix` and are none of `spared`. */
  static others(base: string, prefix: string, spared: ReadonlySet<string>): StepCgroup[] {
    const names = readdirSync(base).filter((name) => name.startsWith(PREFIX + prefix));
    return names
      .filter((name) => !spared.has(name.slice(PREFIX.length)))
      .map((name) => new StepCgroup(join(base, name)));
  }

  /** Makes it, with the limits that the kernel is to keep. */
  make(limits: { memoryBytes: number; processes: number } | undefined): void {
    mkdirSync(this.folder, { recursive: true });
    if (!limits) return;
    this.set('pids.max', String(limits.processes));
    this.set('memory.max', String(limits.memoryBytes));
    this.set('memory.oom.group', '1');
    this.trySet('memory.swap.max', '0'); // there is none where the kernel does not account for swap
  }

  pids(): number[] {
    const text = this.get('cgroup.procs');
    return text === '' ? [] : text.split('\n').map(Number);
  }

  /** How often the kernel refused a process, or ended some for memory. */
  strikes(): { processes: number; memory: number } {
    return { processes: this.count('pids.events', 'max'), memory: this.count('memory.events', 'oom_kill') };
  }

  /** Ends everything in it at once. */
  kill(): void {
    this.trySet('cgroup.kill', '1');
  }

  /** False while something in it has not ended yet. */
  remove(): boolean {
    try {
      rmdirSync(this.folder);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT';
    }
  }

  private count(file: string, word: string): number {
    const line = this.get(file)
      .split('\n')
      .find((one) => one.startsWith(`${word} `));
    return Number(line?.slice(word.length + 1) ?? 0);
  }

  private get(file: string): string {
    try {
      return readFileSync(join(this.folder, file), 'utf8').trim();
    } catch {
      return '';
    }
  }

  private set(file: string, value: string): void {
    writeFileSync(join(this.folder, file), value);
  }

  private trySet(file: string, value: string): void {
    try {
      this.set(file, value);
    } catch {
      // Not there.
    }
  }
}
