import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import { PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PIPELINES_CONFIG, type PipelinesConfig } from '../pipelines.config.js';
import { checkCloneUrl } from './clone-url.js';
import { type FileChange, makeCommit } from './commit-maker.js';
import { GitError, runGit } from './git-command.js';
import { ensureMirror, removeStaleLocks } from './mirror-folder.js';
import { ObjectReaders } from './object-readers.js';

export interface MirroredRepository {
  id: string;
  cloneUrl: string;
}

/** A file as a commit holds it. */
export interface BlobRef {
  /** The id of its content: two files with the same text have the same. */
  blobSha: string;
  mode: string;
}

const FETCH_MS = 60_000;
const READ_MS = 10_000;
/** A fetch beside ours, or what a killed one has left, costs one try each. */
const FETCH_TRIES = 4;
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_LIST_BYTES = 32 * 1024 * 1024;
/** Mode, type, object, size and path of a file; a submodule has no size. */
const LISTED = /^\d+ blob [0-9a-f]+ +(\d+)\t([^]+)$/;
const SHA = /^[0-9a-f]{40}$/;
const PLAIN_FILE = /^(100644|100755) blob ([0-9a-f]{40})\t/;
/**
 * The other end of a push, which runs as ourselves: no hooks there either, no command that the configuration of that
 * repository names, and no change of a branch that is checked out.
 */
const RECEIVER = [
  ...['git', '-c core.hooksPath=/dev/null', '-c core.fsmonitor=false', '-c core.alternateRefsCommand='],
  ...['-c receive.denyCurrentBranch=refuse', '-c gc.auto=0', 'receive-pack'],
].join(' ');
// Repositories may belong to another user of the machine; which ones we read is decided by GIT_LOCAL_ROOTS.
const CONFIG =
  '[safe]\n\tdirectory = *\n[core]\n\thooksPath = /dev/null\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n';
const FORMAT = ['%H', '%an', '%ae', '%aI', '%B'].join('%x00');

/** Bare mirrors of the repositories, below WORK_DIR. Everything read comes from a commit, never from a work tree. */
@Injectable()
export class GitMirror implements OnApplicationShutdown {
  private readonly fetches = new Map<string, Promise<void>>();
  private readonly objects: ObjectReaders;

  constructor(
    @Inject(PLATFORM_CONFIG) private readonly platform: PlatformConfig,
    @Inject(PIPELINES_CONFIG) private readonly config: PipelinesConfig,
  ) {
    this.objects = new ObjectReaders(this.configFile, READ_MS);
  }

  /** The last of a shutdown: what is still under way until then may read. */
  onApplicationShutdown(): void {
    this.objects.close();
  }

  /** Brings the mirror up to date; two calls at once share one fetch. Throws GitError. */
  async fetch(repository: MirroredRepository): Promise<void> {
    const running = this.fetches.get(repository.id);
    if (running) {
      await running.catch(() => undefined); // it may have begun before the commit that the caller wants
      return this.fetch(repository);
    }
    const fetching = this.fetchNow(repository).finally(() => this.fetches.delete(repository.id));
    this.fetches.set(repository.id, fetching);
    return fetching;
  }

  /** Brings one ref of the repository, whole as `refs/tags/v1`, to the mirror. Throws GitError; transient when it is not there. */
  async fetchRef(repository: MirroredRepository, ref: string): Promise<void> {
    await this.fetch(repository); // for the mirror itself, and one at a time
    await this.bring(repository, [`+${ref}:${ref}`]).catch(() =>
      Promise.reject(new GitError(`The repository does not hold ${ref}.`, true)),
    );
  }

  /** The commit that a whole ref of the mirror leads to, or undefined when it has no such ref. */
  async commitAt(repositoryId: string, ref: string): Promise<string | undefined> {
    const commit = await this.objects.read(this.pathOf(repositoryId), `${ref}^{commit}`, MAX_FILE_BYTES);
    return commit?.type === 'commit' ? commit.sha : undefined;
  }

  /** The commit at the head of a branch, or undefined when there is no such branch. */
  headOf(repositoryId: string, branch: string): Promise<string | undefined> {
    return this.commitAt(repositoryId, `refs/heads/${branch}`);
  }

  /** True when the commit is the head of the branch or one of its ancestors. */
  async isOnBranch(repositoryId: string, sha: string, branch: string): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', sha, `refs/heads/${branch}`];
    return this.git(repositoryId, args).then(
      () => true,
      () => false,
    );
  }

  /** Who wrote the commit, when and why; undefined when the mirror does not hold it. */
  async commit(repositoryId: string, sha: string, branch: string): Promise<Commit | undefined> {
    if (!SHA.test(sha)) return undefined;
    const text = await this.git(repositoryId, ['log', '-1', `--format=${FORMAT}`, sha, '--']).catch(() => '');
    const [hash, authorName, authorEmail, authoredAt, message] = text.split('\0');
    if (hash !== sha || !authoredAt) return undefined;
    return {
      sha,
      branch,
      message: (message ?? '').trim().slice(0, 4_000).toWellFormed(),
      authorName: (authorName ?? '').slice(0, 200).toWellFormed(),
      authorEmail: (authorEmail ?? '').slice(0, 320).toWellFormed(),
      authoredAt: new Date(authoredAt).toISOString(),
    };
  }

  /** The text of a file at a commit, or undefined when there is no such file. Throws GitError when it is too large. */
  async readFile(repositoryId: string, sha: string, path: string): Promise<string | undefined> {
    const file = await this.objects.read(this.pathOf(repositoryId), `${sha}:${path}`, MAX_FILE_BYTES);
    if (file?.type !== 'blob') return undefined;
    if (file.text === undefined) throw new GitError('The pipeline file is larger than 1 MiB.', false);
    return file.text;
  }

  /** What a commit holds at a path; undefined when that is nothing, a folder, a link or a submodule. */
  async blobAt(repositoryId: string, sha: string, path: string): Promise<BlobRef | undefined> {
    const text = await this.git(repositoryId, ['ls-tree', '-z', '--full-tree', sha, '--', path]).catch(() => '');
    const [, mode, blobSha] = PLAIN_FILE.exec(text) ?? [];
    return mode === undefined || blobSha === undefined ? undefined : { mode, blobSha };
  }

  /** Makes a commit that changes one file; it is in the mirror alone until it is pushed. Throws GitError. */
  commitFile(repositoryId: string, change: FileChange): Promise<string> {
    const folder = this.pathOf(repositoryId);
    const settings = { configFile: this.configFile, timeoutMs: READ_MS };
    return makeCommit((args, more) => runGit(['-C', folder, ...args], { ...settings, ...more }), folder, change);
  }

  /**
   * Brings a commit of the mirror to the head of a branch of the repository itself, which moves forward or not at all.
   * Throws GitError: the branch is not an ancestor of the commit any more, or the repository takes no commits.
   */
  async push({ id, cloneUrl }: MirroredRepository, sha: string, branch: string): Promise<void> {
    const verdict = await checkCloneUrl(cloneUrl, this.config.GIT_LOCAL_ROOTS);
    if ('refusal' in verdict) throw new GitError(verdict.refusal, false);
    const target = ['--', `file://${verdict.path}`, `${sha}:refs/heads/${branch}`];
    await runGit(['-C', this.pathOf(id), 'push', '--quiet', '--no-verify', `--receive-pack=${RECEIVER}`, ...target], {
      configFile: this.configFile,
      timeoutMs: FETCH_MS,
    });
  }

  /** Every file of a commit with its size. Throws GitError for a list beyond 32 MiB. */
  async listFiles(repositoryId: string, sha: string): Promise<{ path: string; bytes: number }[]> {
    const text = await this.git(repositoryId, ['ls-tree', '-r', '-l', '-z', '--full-tree', sha], MAX_LIST_BYTES);
    return text.split('\0').flatMap((line) => {
      const [, bytes, path] = LISTED.exec(line) ?? [];
      return path === undefined ? [] : [{ path, bytes: Number(bytes) }];
    });
  }

  /** Removes the mirror; nothing happens when there is none. */
  async forget(repositoryId: string): Promise<void> {
    await this.fetches.get(repositoryId)?.catch(() => undefined);
    this.objects.close(this.pathOf(repositoryId));
    await rm(this.pathOf(repositoryId), { recursive: true, force: true });
  }

  private async fetchNow(repository: MirroredRepository): Promise<void> {
    const options = { configFile: this.configFile, timeoutMs: FETCH_MS };
    await this.writeConfig();
    await ensureMirror(this.pathOf(repository.id), (folder) => runGit(['init', '--quiet', '--bare', folder], options));
    await this.bring(repository, ['+refs/heads/*:refs/heads/*'], '--prune').catch((error: unknown) =>
      Promise.reject(
        error instanceof GitError && !error.isTransient
          ? error
          : new GitError('The repository could not be fetched: is it a git repository with a branch?', true),
      ),
    );
  }

  private async bring({ id, cloneUrl }: MirroredRepository, refs: string[], ...flags: string[]): Promise<void> {
    const verdict = await checkCloneUrl(cloneUrl, this.config.GIT_LOCAL_ROOTS);
    if ('refusal' in verdict) throw new GitError(verdict.refusal, false);
    const what = ['--quiet', '--no-tags', ...flags, '--', `file://${verdict.path}`, ...refs];
    await this.fetchUnlocked(this.pathOf(id), what);
  }

  /** Other processes fetch into the same mirror: who finds it locked tries again, without the locks of the dead. */
  private async fetchUnlocked(mirror: string, what: string[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await runGit(['-C', mirror, 'fetch', ...what], { configFile: this.configFile, timeoutMs: FETCH_MS });
        return;
      } catch (error) {
        if (!(error instanceof GitError) || !error.isLocked || tries === FETCH_TRIES) throw error;
        const { mtimeMs } = await stat(this.configFile); // written for this fetch
        await removeStaleLocks(mirror, mtimeMs, FETCH_MS);
      }
    }
  }

  /** Whole at any time: git may read it for another process. */
  private async writeConfig(): Promise<void> {
    const draft = `${this.configFile}.${randomUUID()}`;
    await mkdir(this.platform.WORK_DIR, { recursive: true });
    await writeFile(draft, CONFIG);
    await rename(draft, this.configFile);
  }

  private git(repositoryId: string, args: string[], maxBytes?: number): Promise<string> {
    const options = {
      configFile: this.configFile,
      timeoutMs: READ_MS,
      ...(maxBytes === undefined ? {} : { maxBytes }),
    };
    return runGit(['-C', this.pathOf(repositoryId), ...args], options);
  }

  private get configFile(): string {
    return join(this.platform.WORK_DIR, 'gitconfig');
  }

  private pathOf(repositoryId: string): string {
    return join(this.platform.WORK_DIR, 'git', repositoryId);
  }
}
