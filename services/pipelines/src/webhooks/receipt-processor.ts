import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import { fp, LiveHub, OrgStatuses, OrgTx, SUSPENDED_MESSAGE } from '@throughline/platform';
import type { Claim } from '../due-work/due-work.js';
import { GitError } from '../git/git-command.js';
import { GitMirror } from '../git/git-mirror.js';
import { ruleAbout } from '../repositories/branch.rules.js';
import { BranchRulesService } from '../repositories/branch-rules.service.js';
import type { BranchRuleRow } from '../repositories/branch-rules.repository.js';
import { givenByRule } from './given-by-rule.rules.js';
import { judgePullRequest } from './pull-request.rules.js';
import { judgePush, noRuleReason } from './push.rules.js';
import { type Checkout, ReceiptExecutions } from './receipt-executions.js';
import { type ReceiptEnd, type ReceiptRow, ReceiptsRepository } from './receipts.repository.js';
import type { Verdict, WantedRun } from './wanted-run.rules.js';

export interface ReceiptClaim extends Claim {
  receiptId: string;
}

/** Turns a delivery into what it asks for. Reading the repository happens between two transactions, never inside one. */
@Injectable()
export class ReceiptProcessor {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly receipts: ReceiptsRepository,
    private readonly rules: BranchRulesService,
    private readonly mirror: GitMirror,
    private readonly executions: ReceiptExecutions,
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
    const number = await this.executions.nextNumber(claim.orgId);
    await this.orgTx.run(claim.orgId, async (tx) => {
      const executionId = await this.executions.create(tx, receipt, outcome, { orgId: claim.orgId, number });
      const isMine = await this.receipts.finish(tx, claim, { outcome: 'accepted', executionId, reason: null });
      if (!isMine) throw new Error('another worker took this receipt over');
      this.live.changed(tx, 'repository', receipt.repositoryId);
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
    const verdict = verdictOn(receipt);
    if (receipt.isDeleted) return ignored('The repository was removed.');
    if (!(await this.orgTx.run(orgId, (tx) => this.statuses.mayAct(tx)))) return ignored(SUSPENDED_MESSAGE);
    if ('ignored' in verdict) return ignored(verdict.ignored);
    const rules = await this.orgTx.run(orgId, (tx) => this.rules.all(tx, receipt.repositoryId));
    const rule = ruleAbout(rules, verdict.target, verdict.name);
    if (!rule) return ignored(noRuleReason(verdict, rules));
    if (verdict.isFork && !rule.allowForks) return ignored(FORK);
    return this.checkout(receipt, verdict, rule);
  }

  private async checkout(
    receipt: ReceiptRow,
    wanted: WantedRun,
    { pipelinePath, deployable, inputs }: BranchRuleRow,
  ): Promise<ReceiptEnd | Checkout> {
    const commit = await this.commit(receipt, wanted);
    if (!commit) return ignored('The pull request has gone on to another commit.');
    const source = await this.mirror.readFile(receipt.repositoryId, commit.sha, pipelinePath);
    const trigger = wanted.target === 'branch' ? 'push' : wanted.target;
    const given = givenByRule(inputs, wanted, commit, receipt.pullRequest);
    const checkout = { commit, source, pipelinePath, trigger, given } as const;
    if (!wanted.isFork) return { ...checkout, deployable };
    // Whoever owns the fork writes what they like as the author; it is nobody's membership, and deploys nothing.
    return { ...checkout, deployable: false, requestedBy: { userId: null, name: commit.authorName } };
  }

  /** Undefined when the ref names another commit by now than the delivery does. */
  private async commit(receipt: ReceiptRow, { target, label, sha }: WantedRun): Promise<Commit | undefined> {
    const repository = { id: receipt.repositoryId, cloneUrl: receipt.cloneUrl };
    await (target === 'branch' ? this.mirror.fetch(repository) : this.mirror.fetchRef(repository, label));
    const at = target === 'branch' ? sha : await this.mirror.commitAt(repository.id, label);
    if (sha !== undefined && at !== sha) return undefined;
    const commit = at === undefined ? undefined : await this.mirror.commit(repository.id, at, label);
    if (!commit) throw new GitError('The repository does not hold the commit that was pushed.', true);
    return commit;
  }

  private async finish(claim: ReceiptClaim, receipt: ReceiptRow, end: ReceiptEnd): Promise<void> {
    await this.orgTx.run(claim.orgId, async (tx) => {
      if (await this.receipts.finish(tx, claim, end)) this.live.changed(tx, 'repository', receipt.repositoryId);
    });
  }
}

const FORK =
  'The pull request comes from a fork, whose pipeline file anybody may have written; the rule does not allow that.';

function verdictOn(receipt: ReceiptRow): Verdict {
  if (receipt.event === 'push') return judgePush(receipt.push);
  if (receipt.event === 'pull_request') return judgePullRequest(receipt.pullRequest);
  return { ignored: `Nothing follows from ${receipt.event} events.` };
}

const ignored = (reason: string): ReceiptEnd => ({ outcome: 'ignored', executionId: null, reason });
