import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Pulse } from '../records/pulse.js';

export interface Workspace {
  /** Where the repository lies and steps run. */
  root: string;
  /** A home of its own, so that steps of different executions do not share what they leave there. */
  home: string;
  /** What this runner notes about the two; steps do not see it. */
  notes: string;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const KEEP_MS = 24 * 3_600_000;
const KINDS = ['workspaces', 'homes', 'notes'] as const;
const run = promisify(execFile);

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

  /** Prepares the work folder, and removes workspaces that nothing has touched for a day and what was being removed. */
  async start(nowMs = Date.now()): Promise<void> {
    await mkdir(this.workDir, { recursive: true, mode: 0o700 });
    // Repositories on this machine may belong to another user; whether they may be read is the system's affair.
    await writeFile(this.gitConfig, '[safe]\n\tdirectory = *\n');
    await removeAll(this.trash);
    for (const kind of KINDS) await removeOld(join(this.workDir, kind), nowMs - KEEP_MS);
  }

  /** Of every workspace that there is, whole or in part. */
  async keys(): Promise<string[]> {
    const names = await Promise.all(KINDS.map((kind) => readdir(join(this.workDir, kind)).catch(() => [])));
    return [...new Set(names.flat())].filter((name) => KEY.test(name));
  }

  /** Removes a workspace with its home. It is out of the way at once; who opens it again finds an empty one. */
  async remove(key: string): Promise<void> {
    if (!KEY.test(key)) throw new Error('the workspace key is not valid');
    const grave = join(this.trash, randomUUID());
    await mkdir(grave, { recursive: true, mode: 0o700 });
    for (const kind of KINDS)
      await rename(join(this.workDir, kind, key), join(grave, kind)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    await removeAll(grave);
  }

  private get trash(): string {
    return join(this.workDir, 'trash');
  }

  /** The folders of a workspace, made when they are not there. Throws for a key that is not one. */
  async open(key: string): Promise<Workspace> {
    if (!KEY.test(key)) throw new Error('the workspace key is not valid');
    const [root, home, notes] = KINDS.map((kind) => join(this.workDir, kind, key)) as [string, string, string];
    const workspace = { root, home, notes };
    await mkdir(workspace.root, { recursive: true });
    await mkdir(workspace.notes, { recursive: true, mode: 0o700 });
    await mkdir(join(workspace.home, 'tmp'), { recursive: true, mode: 0o700 });
    return workspace;
  }
}

/** Where a step writes its outputs. It stays until the result is reported, so that it can be reported once more. */
export function outputsFileOf({ home }: Workspace, job: { jobId: string; attempt: number }): string {
  return join(home, `outputs-${job.jobId.replaceAll(/[^\w-]/g, '')}.${job.attempt}`);
}

/** Where it is noted what lay in the workspace before a step, as long as it is not reported. */
export function listingFileOf({ notes }: Workspace, job: { jobId: string; attempt: number }): string {
  return join(notes, `before-${job.jobId.replaceAll(/[^\w-]/g, '')}.${job.attempt}`);
}

/** A step may have left folders that nobody may write to. */
async function removeAll(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await run('chmod', ['-R', 'u+rwX', folder]).catch(() => undefined); // what then stays tells rm why
  await rm(folder, { recursive: true, force: true });
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function removeOld(folder: string, beforeMs: number): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < beforeMs) await rm(path, { recursive: true, force: true });
  }
}
