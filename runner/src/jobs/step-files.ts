import type { Logger } from 'pino';
import { createReadStream, existsSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type Changes, changesBetween, type Listing } from '../files/changed-files.rules.js';
import { emptied, packChanges } from '../files/files-archive.js';
import { leftOutOf } from '../files/left-out.js';
import { listWorkspace } from '../files/list-workspace.js';
import { WorkspaceJournal } from '../files/workspace-journal.js';
import { persist } from '../server/persist.js';
import type { Completion, Job } from '../server/protocol.js';
import { RefusedError } from '../server/refused-error.js';
import type { RunnerHttpClient } from '../server/runner-http-client.js';
import { listingFileOf, type Workspace } from '../workspaces/workspaces.js';
import { FileRestorer } from './file-restorer.js';
import type { StepOutput } from './step-output.js';
import { secretsOf } from './step-secrets.js';

export interface StepFilesSetting {
  client: Pick<RunnerHttpClient, 'files' | 'keepFiles'>;
  job: Job;
  workspace: Workspace;
  output: StepOutput;
  logger: Logger;
  /** Aborted when the step is not to begin any more, or not now. */
  starting: AbortSignal;
  /** Aborted when nobody wants the job's result any more. */
  signal: AbortSignal;
}

/** Packed they take less; beyond this many times the limit nothing is packed to see. */
const UNPACKED_TIMES = 8;
const MOST_NAMED = 5;

/** The files that a step finds from an execution before, and those that it leaves for one to come. */
export class StepFiles {
  private readonly journal: WorkspaceJournal;
  /** What lay in the workspace before the step began. */
  private readonly listing: string;

  constructor(private readonly setting: StepFilesSetting) {
    const { job, workspace } = setting;
    this.journal = new WorkspaceJournal(workspace.notes);
    this.listing = listingFileOf(workspace, job);
  }

  /**
   * Makes the workspace what the step has to find, and notes what it finds. What it says in the log is the same for a step
   * that has begun already, whose files are left alone: lines are counted.
   * @throws Error when files that it has to find cannot be had
   */
  async before(hasBegun: boolean): Promise<void> {
    const { kind, spec, restore } = this.setting.job;
    if (kind === 'checkout' && !hasBegun) await this.journal.clear();
    if (kind !== 'shell') return;
    const restorer = new FileRestorer(this.setting, this.journal);
    for (const files of restore ?? []) {
      if (!hasBegun) await restorer.restore(files);
      this.setting.output.system(`What ${files.nodeKey} of #${files.executionNumber} left in the workspace is here.`);
    }
    if (hasBegun || !spec.keepFilesBytes) return;
    // Where it cannot be looked at, that is said when the step has ended.
    const listed = await listWorkspace(this.setting.workspace.root).catch(() => undefined);
    if (listed) await writeFile(this.listing, JSON.stringify([...listed].map(([path, { print }]) => [path, print])));
  }

  /**
   * Sends what the step has changed in the workspace. What stands in the way is said in its log, and is no failure of it.
   * @returns the completion, which says so when it has changed nothing
   * @throws RefusedError when the job is no longer ours
   */
  async after(completion: Completion): Promise<Completion> {
    const { job, output, signal, logger } = this.setting;
    const isOver = ['succeeded', 'failed', 'timed_out'].includes(completion.outcome);
    if (job.kind !== 'shell' || !job.spec.keepFilesBytes || !isOver) return completion;
    try {
      return (await this.keep(job.spec.keepFilesBytes)) ? completion : { ...completion, files: 'unchanged' };
    } catch (error) {
      if (signal.aborted || (error instanceof RefusedError && error.isStale)) throw error;
      logger.warn({ err: error }, 'the files of a step are not kept');
      const reason = error instanceof Error ? error.message : String(error);
      output.system(`What this step left in the workspace is not kept for a replay: ${reason}.`);
      return completion;
    }
  }

  /** Whether there was anything to keep. */
  private async keep(limitBytes: number): Promise<boolean> {
    const { root } = this.setting.workspace;
    if (!existsSync(this.listing)) throw new Error('what was there before it could not be looked at');
    const before = new Map(JSON.parse(await readFile(this.listing, 'utf8')) as [string, string][]);
    const listing = await listWorkspace(root);
    const changes = changesBetween(before, listing);
    if (changes.changed.length + changes.deleted.length === 0) return false;
    await this.journal.note({ changed: [...changes.changed, ...changes.deleted] });
    const bytes = changes.changed.reduce((sum, path) => sum + (listing.get(path)?.sizeBytes ?? 0), 0);
    if (bytes > limitBytes * UNPACKED_TIMES) throw tooLarge(bytes);
    await this.packAndSend(changes, listing, limitBytes);
    return true;
  }

  private async packAndSend({ changed, deleted }: Changes, listing: Listing, limitBytes: number): Promise<void> {
    const { workspace, output, job } = this.setting;
    const leftOut = await leftOutOf(workspace.root, { changed, listing }, secretsOf(job.spec));
    const kept = changed.filter((path) => !leftOut.has(path));
    const scratch = await emptied(`${this.listing}.packed`);
    try {
      const archive = await packChanges(workspace.root, scratch, { changed: kept, deleted });
      const { size } = await stat(archive);
      if (size > limitBytes) throw tooLarge(size);
      await this.send(archive, leftOut.size);
      output.system(`Kept for a replay: ${kept.length} files that changed, ${size} bytes.${leftOutWords(leftOut)}`);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  private async send(archive: string, leftOut: number): Promise<void> {
    const { client, job, signal, logger } = this.setting;
    const call = async (): Promise<void> => {
      const content = createReadStream(archive);
      content.on('error', () => undefined); // the upload fails with it
      await client.keepFiles(job, { leftOut, content }, signal).finally(() => content.destroy());
    };
    await persist(call, signal, (err) => logger.warn({ err }, 'kept files wait for the server'));
  }
}

const tooLarge = (bytes: number): Error => new Error(`it is too large, ${bytes} bytes`);

function leftOutWords(leftOut: ReadonlySet<string>): string {
  if (leftOut.size === 0) return '';
  const named = [...leftOut].slice(0, MOST_NAMED).join(', ');
  const more = leftOut.size > MOST_NAMED ? ` and ${leftOut.size - MOST_NAMED} more` : '';
  return ` Not kept, as it holds a secret or is no file of the workspace: ${named}${more}.`;
}
