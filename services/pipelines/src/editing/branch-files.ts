import { Injectable } from '@nestjs/common';
import { GitError } from '../git/git-command.js';
import { GitMirror, type MirroredRepository } from '../git/git-mirror.js';
import { refuse } from './editing.errors.js';

export interface BranchFile {
  /** The head of the branch. */
  commitSha: string;
  /** Null where the commit has no such file. */
  revision: string | null;
  source: string | null;
  mode: string;
}

const NEW_FILE_MODE = '100644';

/** Files at the heads of branches as the repository has them right now. To be asked outside any transaction. */
@Injectable()
export class BranchFiles {
  constructor(private readonly mirror: GitMirror) {}

  /** Throws AppError: the repository cannot be read, has no such branch, or holds no plain file there. */
  async read(repository: MirroredRepository, branch: string, path: string): Promise<BranchFile> {
    try {
      await this.mirror.fetch(repository);
      const commitSha = await this.mirror.headOf(repository.id, branch);
      if (commitSha === undefined) throw refuse('branch_missing');
      return { commitSha, ...(await this.at(repository.id, commitSha, path)) };
    } catch (error) {
      if (error instanceof GitError) throw refuse('repository_unreachable', error.message);
      throw error;
    }
  }

  private async at(repositoryId: string, commitSha: string, path: string): Promise<Omit<BranchFile, 'commitSha'>> {
    const blob = await this.mirror.blobAt(repositoryId, commitSha, path);
    const source = await this.mirror.readFile(repositoryId, commitSha, path);
    if (!blob && source !== undefined) throw refuse('path_unusable');
    return { revision: blob?.blobSha ?? null, source: source ?? null, mode: blob?.mode ?? NEW_FILE_MODE };
  }
}
