import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { anyOf, Audit, combinedRead, cursorKey, OrgTx, type Page, type PageQuery, toPage } from '@throughline/platform';
import type { BranchRuleResponse, CreateBranchRuleRequest } from './repositories.dto.js';
import { refuse } from './repositories.errors.js';
import { RepositoriesRepository } from './repositories.repository.js';

type BranchRuleRow = Omit<BranchRuleResponse, 'createdAt'> & { createdAt: Date };

const COLUMNS = `id, repository_id AS "repositoryId", target, pattern, pipeline_path AS "pipelinePath", deployable, allow_forks AS "allowForks", created_at AS "createdAt"`;

/** Which branches, tags and pull requests run which pipeline file, and which of them may deploy. */
@Injectable()
export class BranchRulesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repositories: RepositoriesRepository,
    private readonly audit: Audit,
  ) {}

  async list(orgId: string, repositoryId: string, query: PageQuery): Promise<Page<BranchRuleResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    const rows = await this.orgTx.run(orgId, async (tx) => {
      if (!(await this.repositories.find(tx, repositoryId))) throw refuse('not_found');
      return tx.query<BranchRuleRow>(
        `SELECT ${COLUMNS} FROM branch_rule WHERE repository_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [repositoryId, before ?? null, query.limit + 1],
      );
    });
    return toPage(rows, query.limit, (row) => [row.id], viewOf);
  }

  async create(orgId: string, repositoryId: string, request: CreateBranchRuleRequest): Promise<BranchRuleResponse> {
    const { pattern, target = 'branch', pipelinePath = '.throughline/pipeline.yml' } = request;
    const { deployable = false, allowForks = false } = request;
    if (allowForks && target !== 'pull_request') throw refuse('forks_of_nothing');
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.repositories.find(tx, repositoryId))) throw refuse('not_found');
      const rows = await tx.query<BranchRuleRow>(
        `INSERT INTO branch_rule (id, org_id, repository_id, target, pattern, pipeline_path, deployable, allow_forks)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (org_id, repository_id, target, pattern) DO NOTHING RETURNING ${COLUMNS}`,
        [newId(), orgId, repositoryId, target, pattern, pipelinePath, deployable, allowForks],
      );
      const row = rows[0];
      if (!row) throw refuse('branch_rule_taken');
      const after = { repositoryId, target, pattern, pipelinePath, deployable, allowForks };
      const subject = {
        action: 'branch_rule.created',
        resourceKind: 'branch_rule',
        resourceId: row.id,
        resourceName: pattern,
      };
      await this.audit.record(tx, { ...subject, after });
      return viewOf(row);
    });
  }

  async delete(orgId: string, repositoryId: string, id: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<BranchRuleRow>(
        `DELETE FROM branch_rule WHERE id = $1 AND repository_id = $2 RETURNING ${COLUMNS}`,
        [id, repositoryId],
      );
      const row = rows[0];
      if (!row) throw refuse('not_found');
      const { target, pattern, pipelinePath, deployable, allowForks } = row;
      const subject = {
        action: 'branch_rule.deleted',
        resourceKind: 'branch_rule',
        resourceId: id,
        resourceName: pattern,
      };
      await this.audit.record(tx, {
        ...subject,
        before: { repositoryId, target, pattern, pipelinePath, deployable, allowForks },
      });
    });
  }

  /** The rules of a repository for a decision about a branch, a tag or a pull request. */
  readonly all = combinedRead<readonly BranchRuleRow[]>(async (tx, repositoryIds) => {
    const rows = await tx.query<BranchRuleRow>(
      `SELECT ${COLUMNS} FROM branch_rule WHERE repository_id = ${anyOf('$1')}`,
      [repositoryIds],
    );
    return Map.groupBy(rows, ({ repositoryId }) => repositoryId);
  }, []);
}

function viewOf(row: BranchRuleRow): BranchRuleResponse {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
