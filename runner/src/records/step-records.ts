import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { killMarked } from '../processes/marked-processes.js';
import { StepCgroup } from '../processes/step-cgroup.js';
import { StepProcesses } from '../processes/step-processes.js';
import { StepRecord } from './step-record.js';

/** That no process carries. */
const NO_MARK = '-';

/** The records of the steps that this runner has begun and not reported yet, below its work folder. */
export class StepRecords {
  private readonly folder: string;

  constructor(
    workDir: string,
    /** What every process of this runner's steps carries. */
    private readonly runnerMark: string,
    /** Where its steps have their cgroups; undefined without any. */
    private readonly cgroupBase?: string,
  ) {
    this.folder = join(workDir, 'steps');
  }

  of(step: { jobId: string; attempt: number }): StepRecord {
    return new StepRecord(join(this.folder, nameOf(step)));
  }

  /** What every process of the step carries. */
  markOf(step: { jobId: string; attempt: number }): string {
    return `${this.runnerMark}.${nameOf(step)}`;
  }

  /** Ends and forgets all steps but these; resolves to how many processes were left of the others. */
  async endOthers(kept: readonly { jobId: string; attempt: number }[]): Promise<number> {
    const names = new Set(kept.map(nameOf));
    const strangers = this.names().filter((name) => !names.has(name));
    for (const name of strangers) endWarden(new StepRecord(join(this.folder, name)));
    const spared = new Set(kept.map((step) => this.markOf(step)));
    const left = killMarked(this.runnerMark, spared);
    if (this.cgroupBase !== undefined) await endCgroups(StepCgroup.others(this.cgroupBase, this.runnerMark, spared));
    for (const name of strangers) await new StepRecord(join(this.folder, name)).remove();
    return left;
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder);
    } catch {
      return [];
    }
  }
}

async function endCgroups(cgroups: readonly StepCgroup[]): Promise<void> {
  for (const cgroup of cgroups) await new StepProcesses(NO_MARK, cgroup).kill();
}

/** The step's warden ends, and one that has not come yet starts nothing. */
function endWarden(record: StepRecord): void {
  if (!record.trace().isAlive) return;
  const { pid = 0 } = record.warden() ?? {};
  try {
    if (pid > 1) process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

function nameOf({ jobId, attempt }: { jobId: string; attempt: number }): string {
  return `${jobId.replaceAll(/[^\w-]/g, '')}.${attempt}`;
}
