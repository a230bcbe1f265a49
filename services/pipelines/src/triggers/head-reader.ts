import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import { GitError } from '../git/git-command.js';
import { GitMirror, type MirroredRepository } from '../git/git-mirror.js';

interface Wanted {
  repositoryId: string;
  cloneUrl: string;
  /** The name of a branch, or the whole ref of a tag. */
  branch: string;
  /** Null for the newest. */
  commitSha: string | null;
  pipelinePath: string;
}

export interface Head {
  commit: Commit;
  /** The pipeline file's text; undefined when the commit has none. */
  source: string | undefined;
}

/** What the head of a branch holds right now, or a commit that is on it. To be asked outside any transaction. */
@Injectable()
export class HeadReader {
  constructor(private readonly mirror: GitMirror) {}

  /** Throws GitError: transient when the repository may answer later, final when it has no such branch. */
  async read({ repositoryId: id, cloneUrl, branch, commitSha, pipelinePath }: Wanted): Promise<Head> {
    const head = branch.startsWith('refs/')
      ? await this.tag({ id, cloneUrl }, branch)
      : await this.branch({ id, cloneUrl }, branch);
    const sha = commitSha ?? head;
    if (sha !== head && !(await this.mirror.isOnBranch(id, sha, branch)))
      throw new GitError(`The commit is not on ${branch} any more.`, false);
    const commit = await this.mirror.commit(id, sha, branch);
    if (!commit) throw new GitError('The newest commit of the branch cannot be read.', true);
    return { commit, source: await this.mirror.readFile(id, sha, pipelinePath) };
  }

  private async branch(repository: MirroredRepository, branch: string): Promise<string> {
    await this.mirror.fetch(repository);
    const head = await this.mirror.headOf(repository.id, branch);
    if (head === undefined) throw new GitError(`The repository has no branch ${branch}.`, false);
    return head;
  }

  private async tag(repository: MirroredRepository, ref: string): Promise<string> {
    await this.mirror.fetchRef(repository, ref);
    const head = await this.mirror.commitAt(repository.id, ref);
    if (head === undefined) throw new GitError(`The repository has no ${ref}.`, false);
    return head;
  }
}
