import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pulse } from '../records/pulse.js';

export interface Workspace {
  /** Where the repository lies and steps run. */
  root: string;
  /** A home of its own, so that steps of different executions do not share what they leave there. */
  home: string;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const KEEP_MS = 24 * 3_600_000;

/** The folders below RUNNER_WORK_DIR in which steps work. */
export class Workspaces {
  /** Tells this runner's processes from another's on the same machine. */
  readonly mark: string;
  readonly gitConfig: string;
  readonly pulse: Pulse;

  constructor(private readonly workDir: string) {
    this.mark = createHash('sha256').update(workDir).digest('hex').slice(0, 16);
    this.gitConfig = join(workDir, 'git-config');
    this.pulse = new Pulse(workDir);
  }

  /** Prepares the work folder and removes workspaces that nothing has touched for a day. */
  async start(nowMs = Date.now()): Promise<void> {
    await mkdir(this.workDir, { recursive: true, mode: 0o700 });
    // Repositories on this machine may belong to another user; whether they may be read is the system's affair.
    await writeFile(this.gitConfig, '[safe]\n\tdirectory = *\n');
    for (const kind of ['workspaces', 'homes']) await removeOld(join(this.workDir, kind), nowMs - KEEP_MS);
  }

  /** The folders of a workspace, made when they are not there. Throws for a key that is not one. */
  async open(key: string): Promise<Workspace> {
    if (!KEY.test(key)) throw new Error('the workspace key is not valid');
    const workspace = { root: join(this.workDir, 'workspaces', key), home: join(this.workDir, 'homes', key) };
    await mkdir(workspace.root, { recursive: true });
    await mkdir(join(workspace.home, 'tmp'), { recursive: true, mode: 0o700 });
    return workspace;
  }
}

/** Where a step writes its outputs. It stays until the result is reported, so that it can be reported once more. */
export function outputsFileOf({ home }: Workspace, job: { jobId: string; attempt: number }): string {
  return join(home, `outputs-${job.jobId.replaceAll(/[^\w-]/g, '')}.${job.attempt}`);
}

async function removeOld(folder: string, beforeMs: number): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < beforeMs) await rm(path, { recursive: true, force: true });
  }
}
