import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import { GitError } from '../git/git-command.js';
import { GitMirror } from '../git/git-mirror.js';

interface Wanted {
  repositoryId: string;
  cloneUrl: string;
  branch: string;
  pipelinePath: string;
}

export interface Head {
  commit: Commit;
  /** The pipeline file's text; undefined when the commit has none. */
  source: string | undefined;
}

/** What the head of a branch holds right now. To be asked outside any transaction. */
@Injectable()
export class HeadReader {
  constructor(private readonly mirror: GitMirror) {}

  /** Throws GitError: transient when the repository may answer later, final when it has no such branch. */
  async read({ repositoryId: id, cloneUrl, branch, pipelinePath }: Wanted): Promise<Head> {
    await this.mirror.fetch({ id, cloneUrl });
    const sha = await this.mirror.headOf(id, branch);
    if (sha === undefined) throw new GitError(`The repository has no branch ${branch}.`, false);
    const commit = await this.mirror.commit(id, sha, branch);
    if (!commit) throw new GitError('The newest commit of the branch cannot be read.', true);
    return { commit, source: await this.mirror.readFile(id, sha, pipelinePath) };
  }
}
