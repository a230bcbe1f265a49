import { Injectable } from '@nestjs/common';
import { anyOf, combinedRead, type Tx } from '@throughline/platform';
import type { BranchRuleResponse } from './repositories.dto.js';

export type BranchRuleRow = Omit<BranchRuleResponse, 'createdAt'> & { createdAt: Date };
/** What is said of a rule when it is made. */
export type NewBranchRule = Omit<BranchRuleRow, 'version' | 'createdAt'>;

const COLUMNS = `id, repository_id AS "repositoryId", target, pattern, pipeline_path AS "pipelinePath", deployable,
  allow_forks AS "allowForks", inputs, version, created_at AS "createdAt"`;

/** Rows of branch rules. */
@Injectable()
export class BranchRulesRepository {
  /** Newest first; one more than `limit`. */
  list(tx: Tx, repositoryId: string, before: string | undefined, limit: number): Promise<BranchRuleRow[]> {
    return tx.query<BranchRuleRow>(
      `SELECT ${COLUMNS} FROM branch_rule WHERE repository_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [repositoryId, before ?? null, limit + 1],
    );
  }

  readonly all = combinedRead<readonly BranchRuleRow[]>(async (tx, repositoryIds) => {
    const sql = `SELECT ${COLUMNS} FROM branch_rule WHERE repository_id = ${anyOf('$1')}`;
    return Map.groupBy(await tx.query<BranchRuleRow>(sql, [repositoryIds]), ({ repositoryId }) => repositoryId);
  }, []);

  /** Undefined when the repository has a rule for the target and the pattern. */
  async insert(tx: Tx, rule: NewBranchRule): Promise<BranchRuleRow | undefined> {
    const rows = await tx.query<BranchRuleRow>(
      `INSERT INTO branch_rule (id, org_id, repository_id, target, pattern, pipeline_path, deployable, allow_forks, inputs)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (org_id, repository_id, target, pattern) DO NOTHING RETURNING ${COLUMNS}`,
      [
        ...[rule.id, tx.orgId, rule.repositoryId, rule.target, rule.pattern, rule.pipelinePath],
        ...[rule.deployable, rule.allowForks, JSON.stringify(rule.inputs)],
      ],
    );
    return rows[0];
  }

  /** Locked until the transaction ends. */
  async lock(tx: Tx, repositoryId: string, id: string): Promise<BranchRuleRow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM branch_rule WHERE id = $1 AND repository_id = $2 FOR UPDATE`;
    return (await tx.query<BranchRuleRow>(sql, [id, repositoryId]))[0];
  }

  /** A rule that is locked, as it is to be; it is another version then. */
  async update(tx: Tx, rule: BranchRuleRow): Promise<BranchRuleRow | undefined> {
    const rows = await tx.query<BranchRuleRow>(
      `UPDATE branch_rule SET pipeline_path = $2, deployable = $3, allow_forks = $4, inputs = $5, version = version + 1
       WHERE id = $1 AND version = $6 RETURNING ${COLUMNS}`,
      [
        ...[rule.id, rule.pipelinePath, rule.deployable, rule.allowForks],
        ...[JSON.stringify(rule.inputs), rule.version],
      ],
    );
    return rows[0];
  }

  async delete(tx: Tx, repositoryId: string, id: string): Promise<BranchRuleRow | undefined> {
    const rows = await tx.query<BranchRuleRow>(
      `DELETE FROM branch_rule WHERE id = $1 AND repository_id = $2 RETURNING ${COLUMNS}`,
      [id, repositoryId],
    );
    return rows[0];
  }
}
