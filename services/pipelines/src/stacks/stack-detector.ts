import { Injectable } from '@nestjs/common';
import { fp, OrgTx } from '@throughline/platform';
import type { Claim } from '../due-work/due-work.js';
import { GitMirror } from '../git/git-mirror.js';
import { RepositoriesRepository, type RepositoryRow } from '../repositories/repositories.repository.js';
import { StackAnnouncement } from './stack-announcement.js';
import { detectStack, type Stack, TELLING_FILES } from './stack-detection.js';

export interface StackClaim extends Claim {
  repositoryId: string;
}

/** Looks at a repository's default branch and tells what it is written with, or that it was disconnected. No git runs inside a transaction. */
@Injectable()
export class StackDetector {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repositories: RepositoriesRepository,
    private readonly mirror: GitMirror,
    private readonly announcement: StackAnnouncement,
  ) {}

  /** Throws GitError when the repository cannot be read. */
  async look({ orgId, repositoryId, fence }: StackClaim): Promise<void> {
    const row = await this.orgTx.run(orgId, (tx) => this.repositories.findEver(tx, repositoryId));
    if (!row) return;
    const seen = row.isDeleted ? undefined : await this.read(row);
    fp('stacks.before_commit');
    await this.orgTx.run(orgId, async (tx) => {
      const sql = 'DELETE FROM stack_work WHERE repository_id = $1 AND fence = $2 RETURNING repository_id';
      // A push or a disconnection meanwhile has it looked at again.
      if ((await tx.query(sql, [repositoryId, fence])).length === 0) return;
      await (seen
        ? this.announcement.detected(tx, row, seen.commitSha, seen.stack)
        : this.announcement.disconnected(tx, row));
    });
  }

  private async read({
    id,
    cloneUrl,
    defaultBranch,
  }: RepositoryRow): Promise<{ commitSha: string | null; stack: Stack }> {
    await this.mirror.fetch({ id, cloneUrl });
    const commitSha = (await this.mirror.headOf(id, defaultBranch)) ?? null;
    if (commitSha === null) return { commitSha, stack: detectStack([], new Map()) };
    const files = await this.mirror.listFiles(id, commitSha);
    const texts = new Map<string, string>();
    for (const path of TELLING_FILES) {
      // One that is too large to be a manifest tells nothing.
      const text = await this.mirror.readFile(id, commitSha, path).catch(() => undefined);
      if (text !== undefined) texts.set(path, text);
    }
    return { commitSha, stack: detectStack(files, texts) };
  }
}
