import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import { fp, LiveHub, OrgStatuses, OrgTx, SUSPENDED_MESSAGE } from '@throughline/platform';
import { ExecutionCreator } from '../engine/execution-creator.js';
import { GitError } from '../git/git-command.js';
import { GitMirror } from '../git/git-mirror.js';
import { ruleFor } from '../repositories/branch.rules.js';
import { BranchRulesService } from '../repositories/branch-rules.service.js';
import { judgePush, noRuleReason } from './push.rules.js';
import { type ReceiptEnd, type ReceiptRow, ReceiptsRepository } from './receipts.repository.js';

export interface ReceiptClaim {
  receiptId: string;
  orgId: string;
  fence: number;
  attempts: number;
}

interface Checkout {
  commit: Commit;
  source: string | undefined;
  pipelinePath: string;
  deployable: boolean;
}

/** Turns a delivery into what it asks for. Reading the repository happens between two transactions, never inside one. */
@Injectable()
export class ReceiptProcessor {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly receipts: ReceiptsRepository,
    private readonly rules: BranchRulesService,
    private readonly mirror: GitMirror,
    private readonly creator: ExecutionCreator,
    private readonly live: LiveHub,
    private readonly statuses: OrgStatuses,
  ) {}

  /** Throws a transient GitError when the repository may answer later; everything else is an end of the receipt. */
  async process(claim: ReceiptClaim): Promise<void> {
    const receipt = await this.orgTx.run(claim.orgId, (tx) => this.receipts.find(tx, claim.receiptId));
    if (!receipt) return;
    const outcome = await this.look(claim.orgId, receipt);
    fp('receipts.before_execution');
    if ('outcome' in outcome) return this.finish(claim, receipt, outcome);
    const number = await this.creator.nextNumber(claim.orgId);
    await this.orgTx.run(claim.orgId, async (tx) => {
      const executionId = await this.creator.create(tx, {
        ...outcome,
        orgId: claim.orgId,
        number,
        repositoryId: receipt.repositoryId,
        cloneUrl: receipt.cloneUrl,
        projectId: receipt.projectId,
        trigger: 'push',
        receiptId: receipt.id,
      });
      const isMine = await this.receipts.finish(tx, claim, { outcome: 'accepted', executionId, reason: null });
      if (!isMine) throw new Error('another worker took this receipt over');
      await this.live.changed(tx, 'repository', receipt.repositoryId);
      fp('receipts.before_commit');
    });
  }

  /** Ends a receipt that cannot be worked on. */
  async refuse(claim: ReceiptClaim, reason: string): Promise<void> {
    const receipt = await this.orgTx.run(claim.orgId, (tx) => this.receipts.find(tx, claim.receiptId));
    if (receipt) await this.finish(claim, receipt, { outcome: 'refused', executionId: null, reason });
  }

  private async look(orgId: string, receipt: ReceiptRow): Promise<ReceiptEnd | Checkout> {
    if (receipt.event === 'ping') return { outcome: 'accepted', executionId: null, reason: 'The webhook is set up.' };
    if (receipt.event !== 'push') return ignored(`Nothing follows from ${receipt.event} events.`);
    if (receipt.isDeleted) return ignored('The repository was removed.');
    if (!(await this.orgTx.run(orgId, (tx) => this.statuses.mayAct(tx)))) return ignored(SUSPENDED_MESSAGE);
    const verdict = judgePush(receipt.push);
    if ('ignored' in verdict) return ignored(verdict.ignored);
    const rules = await this.orgTx.run(orgId, (tx) => this.rules.all(tx, receipt.repositoryId));
    const rule = ruleFor(rules, verdict.branch);
    if (!rule)
      return ignored(
        noRuleReason(
          verdict.branch,
          rules.map((one) => one.pattern),
        ),
      );
    const { repositoryId: id, cloneUrl } = receipt;
    await this.mirror.fetch({ id, cloneUrl });
    const commit = await this.mirror.commit(id, verdict.sha, verdict.branch);
    if (!commit) throw new GitError('The repository does not hold the commit that was pushed.', true);
    const source = await this.mirror.readFile(id, verdict.sha, rule.pipelinePath);
    return { commit, source, pipelinePath: rule.pipelinePath, deployable: rule.deployable };
  }

  private async finish(claim: ReceiptClaim, receipt: ReceiptRow, end: ReceiptEnd): Promise<void> {
    await this.orgTx.run(claim.orgId, async (tx) => {
      if (await this.receipts.finish(tx, claim, end)) await this.live.changed(tx, 'repository', receipt.repositoryId);
    });
  }
}

const ignored = (reason: string): ReceiptEnd => ({ outcome: 'ignored', executionId: null, reason });
