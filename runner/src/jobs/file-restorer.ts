import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { emptied, unpackChanges } from '../files/files-archive.js';
import type { WorkspaceJournal } from '../files/workspace-journal.js';
import { persist } from '../server/persist.js';
import type { RestoredFiles } from '../server/protocol.js';
import { RefusedError } from '../server/refused-error.js';
import type { StepFilesSetting } from './step-files.js';

/** By workspace: one step at a time restores. */
const turns = new Map<string, Promise<void>>();

/** Brings what steps of an execution before have left into the workspace, each once after a checkout. */
export class FileRestorer {
  constructor(
    private readonly setting: StepFilesSetting,
    private readonly journal: WorkspaceJournal,
  ) {}

  /** @throws Error in words when the files cannot be had or are not what was kept */
  async restore(files: RestoredFiles): Promise<void> {
    const { root } = this.setting.workspace;
    const before = turns.get(root) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => this.restoreNow(files));
    turns.set(root, mine);
    try {
      await mine;
    } finally {
      if (turns.get(root) === mine) turns.delete(root);
    }
  }

  private async restoreNow(files: RestoredFiles): Promise<void> {
    const { workspace, starting } = this.setting;
    const { restored, changed } = await this.journal.read();
    if (restored.has(files.id)) return;
    const scratch = await emptied(join(workspace.notes, 'restore'));
    try {
      const archive = await this.fetch(files, join(scratch, 'files.tar.gz'));
      // What steps of this execution have made is newer than what steps beside them had left before.
      await unpackChanges(archive, workspace.root, (path) => changed.has(path));
      await this.journal.note({ restored: files.id });
    } catch (error) {
      if (starting.aborted || (error instanceof RefusedError && error.isStale)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`the files that ${files.nodeKey} left cannot be restored: ${reason}`, { cause: error });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  private async fetch({ id, digest }: RestoredFiles, archive: string): Promise<string> {
    const { client, job, starting, logger } = this.setting;
    const call = async (): Promise<void> =>
      pipeline(await client.files(job, id, starting), createWriteStream(archive), { signal: starting });
    await persist(call, starting, (err) => logger.warn({ err }, 'kept files wait for the server'));
    if ((await digestOf(archive)) !== digest) throw new Error('they are not what was kept');
    return archive;
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return `sha256:${hash.digest('hex')}`;
}
