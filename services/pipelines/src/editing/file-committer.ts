import { Injectable } from '@nestjs/common';
import type { Author } from '../git/commit-maker.js';
import { GitError } from '../git/git-command.js';
import { GitMirror, type MirroredRepository } from '../git/git-mirror.js';
import { type BranchFile, BranchFiles } from './branch-files.js';
import { refuse } from './editing.errors.js';

export interface WantedFile {
  branch: string;
  path: string;
  source: string;
  /** The revision that the text was made from. */
  revision: string | null;
  author: Author;
  message: string;
}

export interface CommittedFile {
  commitSha: string;
  revision: string;
  /** False when the branch held this very text, so that no commit was needed. */
  isNew: boolean;
}

/** How often the branch may move, by commits that leave the file alone, before somebody has to try again. */
const TRIES = 5;

/** Puts a text onto a branch as a commit, on the condition that nobody has changed the file meanwhile. */
@Injectable()
export class FileCommitter {
  constructor(
    private readonly mirror: GitMirror,
    private readonly files: BranchFiles,
  ) {}

  /** Throws AppError. The branch moves forward by the one commit, or not at all: git decides between two at once. */
  async commit(repository: MirroredRepository, wanted: WantedFile): Promise<CommittedFile> {
    let before: BranchFile | undefined;
    for (let tried = 0; tried < TRIES; tried++) {
      const now = await this.files.read(repository, wanted.branch, wanted.path);
      if (now.source === wanted.source && now.revision !== null)
        return { commitSha: now.commitSha, revision: now.revision, isNew: false };
      if (now.revision !== wanted.revision) throw refuse('file_changed');
      // The push was refused, and the branch is where it was: so it is not because of another commit.
      if (before?.commitSha === now.commitSha) throw refuse('not_taken');
      before = now;
      const commitSha = await this.make(repository.id, now, wanted);
      if (await this.isPushed(repository, commitSha, wanted.branch)) return this.found(repository, commitSha, wanted);
    }
    throw refuse('file_changed', 'The branch moves too fast. Nothing was saved: try again.');
  }

  private async make(repositoryId: string, now: BranchFile, wanted: WantedFile): Promise<string> {
    const { path, source: text, author, message } = wanted;
    const change = { parent: now.commitSha, path, mode: now.mode, text, author, message };
    return this.mirror.commitFile(repositoryId, change).catch((error: unknown) => {
      throw error instanceof GitError ? refuse('path_unusable') : error;
    });
  }

  private isPushed(repository: MirroredRepository, commitSha: string, branch: string): Promise<boolean> {
    return this.mirror.push(repository, commitSha, branch).then(
      () => true,
      (error: unknown) => {
        if (error instanceof GitError) return false;
        throw error;
      },
    );
  }

  private async found({ id }: MirroredRepository, commitSha: string, { path }: WantedFile): Promise<CommittedFile> {
    const blob = await this.mirror.blobAt(id, commitSha, path);
    if (!blob) throw new Error('a commit does not hold its own file');
    return { commitSha, revision: blob.blobSha, isNew: true };
  }
}
