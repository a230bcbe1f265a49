import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import {
  Audit,
  type AuditFact,
  cursorKey,
  LiveHub,
  OrgTx,
  type Page,
  type PageQuery,
  toPage,
  type Tx,
} from '@throughline/platform';
import { TriggerInputsCheck } from '../triggers/trigger-inputs.check.js';
import { type BranchRuleRow, BranchRulesRepository, type NewBranchRule } from './branch-rules.repository.js';
import type { BranchRuleResponse, CreateBranchRuleRequest, UpdateBranchRuleRequest } from './repositories.dto.js';
import { refuse } from './repositories.errors.js';
import { RepositoriesRepository } from './repositories.repository.js';

/** Which branches, tags and pull requests run which pipeline file, what it is given, and which of them may deploy. */
@Injectable()
export class BranchRulesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repositories: RepositoriesRepository,
    private readonly rules: BranchRulesRepository,
    private readonly inputs: TriggerInputsCheck,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  async list(orgId: string, repositoryId: string, { cursor, limit }: PageQuery): Promise<Page<BranchRuleResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, async (tx) => {
      await this.demandRepository(tx, repositoryId);
      return this.rules.list(tx, repositoryId, before, limit);
    });
    return toPage(rows, limit, (row) => [row.id], viewOf);
  }

  async create(orgId: string, repositoryId: string, request: CreateBranchRuleRequest): Promise<BranchRuleResponse> {
    const { pattern, target = 'branch', pipelinePath = '.throughline/pipeline.yml' } = request;
    const { deployable = false, allowForks = false } = request;
    const rule = { id: newId(), repositoryId, target, pattern, pipelinePath, deployable, allowForks };
    demandForks(rule);
    return this.orgTx.run(orgId, async (tx) => {
      await this.demandRepository(tx, repositoryId);
      const inputs = await this.inputs.ofForge(tx, rule, request.inputs ?? {});
      const made = await this.rules.insert(tx, { ...rule, inputs });
      if (!made) throw refuse('branch_rule_taken');
      return this.changed(tx, made, factOf('created', made, { after: whatRuns(made) }));
    });
  }

  /** @throws `branch_rule_changed` when it is not any more what was looked at */
  async update(
    orgId: string,
    { repositoryId, id }: { repositoryId: string; id: string },
    request: UpdateBranchRuleRequest,
  ): Promise<BranchRuleResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      await this.demandRepository(tx, repositoryId);
      const before = await this.rules.lock(tx, repositoryId, id);
      if (!before) throw refuse('not_found');
      if (before.version !== request.basedOn) throw refuse('branch_rule_changed');
      const { pipelinePath = before.pipelinePath, deployable = before.deployable } = request;
      const { allowForks = before.allowForks } = request;
      const chosen = { ...before, pipelinePath, deployable, allowForks };
      demandForks(chosen);
      const wish = { ...chosen, inputs: await this.inputsOf(tx, before, pipelinePath, request.inputs) };
      const after = await this.rules.update(tx, wish);
      if (!after) throw refuse('branch_rule_changed');
      const change = { before: whatRuns(before), after: whatRuns(after) };
      return this.changed(tx, after, factOf('updated', after, change));
    });
  }

  async delete(orgId: string, repositoryId: string, id: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const rule = await this.rules.delete(tx, repositoryId, id);
      if (!rule) throw refuse('not_found');
      await this.changed(tx, rule, factOf('deleted', rule, { before: whatRuns(rule) }));
    });
  }

  /** The rules of a repository for a decision about a branch, a tag or a pull request. */
  all(tx: Tx, repositoryId: string): Promise<readonly BranchRuleRow[]> {
    return this.rules.all(tx, repositoryId);
  }

  private async demandRepository(tx: Tx, repositoryId: string): Promise<void> {
    if (!(await this.repositories.find(tx, repositoryId))) throw refuse('not_found');
  }

  /** What it gave before is held against a file only where that is another one now. */
  private async inputsOf(
    tx: Tx,
    before: BranchRuleRow,
    pipelinePath: string,
    given: UpdateBranchRuleRequest['inputs'],
  ): Promise<BranchRuleRow['inputs']> {
    if (given === undefined && pipelinePath === before.pipelinePath) return before.inputs;
    return this.inputs.ofForge(tx, { ...before, pipelinePath }, given ?? before.inputs);
  }

  private async changed(tx: Tx, rule: BranchRuleRow, fact: AuditFact): Promise<BranchRuleResponse> {
    await this.audit.record(tx, fact);
    this.live.changed(tx, 'repository', rule.repositoryId);
    return viewOf(rule);
  }
}

function demandForks({ allowForks, target }: Pick<NewBranchRule, 'allowForks' | 'target'>): void {
  if (allowForks && target !== 'pull_request') throw refuse('forks_of_nothing');
}

const factOf = (verb: string, { id, pattern }: BranchRuleRow, details: Partial<AuditFact>): AuditFact => ({
  ...{ action: `branch_rule.${verb}`, resourceKind: 'branch_rule', resourceId: id, resourceName: pattern, ...details },
});

function whatRuns({ id: _id, version: _version, createdAt: _at, ...rule }: BranchRuleRow): Record<string, unknown> {
  return rule;
}

function viewOf(row: BranchRuleRow): BranchRuleResponse {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
