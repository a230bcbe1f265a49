import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { cursorKey, OrgTx, type Page, type PageQuery, toPage, type Tx } from '@throughline/platform';
import type { ExecutionStatus } from '../engine/execution.machine.js';
import { ExecutionsQueries } from '../executions/executions.queries.js';
import type { ExecutionSummaryResponse } from '../executions/executions.dto.js';
import type { DefinitionWarning } from './definition.js';
import { parseDefinition } from './definition-parser.js';
import type { ListPipelinesQuery, PipelineResponse, PipelineVersionResponse } from './pipelines.dto.js';

type PipelineRow = Omit<PipelineResponse, 'lastExecution' | 'recentStatuses' | 'createdAt'> & {
  createdAt: Date;
  recent: { id: string; status: ExecutionStatus }[];
};
type LastExecutions = ReadonlyMap<string, ExecutionSummaryResponse>;
type VersionRow = Omit<PipelineVersionResponse, 'createdAt' | 'inputs' | 'warnings'> & {
  createdAt: Date;
  warnings: DefinitionWarning[] | null;
};

const RECENT = 10;

const PIPELINES = `SELECT p.id, p.repository_id AS "repositoryId", p.project_id AS "projectId", p.name, p.path, p.type,
    p.latest_version AS "latestVersion", p.created_at AS "createdAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'status', e.status) ORDER BY e.id DESC)
      FROM (SELECT id, status FROM execution WHERE pipeline_id = p.id ORDER BY id DESC LIMIT ${RECENT}) e), '[]') AS recent
  FROM pipeline p JOIN repository r ON r.id = p.repository_id`;

const missing = (): AppError =>
  new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');

/** Pipelines with how they went lately, and their versions. */
@Injectable()
export class PipelinesReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly executions: ExecutionsQueries,
  ) {}

  list(orgId: string, query: ListPipelinesQuery): Promise<Page<PipelineResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<PipelineRow>(
        `${PIPELINES} WHERE r.deleted_at IS NULL AND ($1::uuid IS NULL OR p.id < $1) AND ($2::text IS NULL OR p.type = $2)
         ORDER BY p.id DESC LIMIT $3`,
        [before ?? null, query.type ?? null, query.limit + 1],
      );
      const last = await this.lastExecutions(tx, rows);
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => viewOf(row, last),
      );
    });
  }

  get(orgId: string, pipelineId: string): Promise<PipelineResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<PipelineRow>(`${PIPELINES} WHERE p.id = $1`, [pipelineId]);
      const row = rows[0];
      if (!row) throw missing();
      return viewOf(row, await this.lastExecutions(tx, [row]));
    });
  }

  async versions(orgId: string, pipelineId: string, query: PageQuery): Promise<Page<PipelineVersionResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    const rows = await this.orgTx.run(orgId, async (tx) => {
      if ((await tx.query('SELECT 1 FROM pipeline WHERE id = $1', [pipelineId])).length === 0) throw missing();
      return tx.query<VersionRow>(
        `SELECT pipeline_id AS "pipelineId", version, commit_sha AS "commitSha", source, warnings, created_at AS "createdAt"
         FROM pipeline_version WHERE pipeline_id = $1 AND ($2::int IS NULL OR version < $2) ORDER BY version DESC LIMIT $3`,
        [pipelineId, before ?? null, query.limit + 1],
      );
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.version],
      (row) => ({ ...row, ...readAgain(row), createdAt: row.createdAt.toISOString() }),
    );
  }

  /** The newest execution of each pipeline, by its id. */
  private async lastExecutions(tx: Tx, rows: PipelineRow[]): Promise<LastExecutions> {
    const ids = rows.flatMap((row) => row.recent.slice(0, 1)).map((execution) => execution.id);
    return new Map((await this.executions.summaries(tx, ids)).map((summary) => [summary.id, summary]));
  }
}

/** A version has no mistakes in it, but what it names may be gone; one of before there were warnings has none stored. */
function readAgain({ source, warnings }: VersionRow): Pick<PipelineVersionResponse, 'inputs' | 'warnings'> {
  const parsed = parseDefinition(source);
  if ('problems' in parsed) return { inputs: [], warnings: warnings ?? [] };
  return { inputs: parsed.definition.inputs, warnings: warnings ?? parsed.warnings };
}

function viewOf({ recent, ...row }: PipelineRow, last: LastExecutions): PipelineResponse {
  return {
    ...row,
    lastExecution: last.get(recent[0]?.id ?? '') ?? null,
    recentStatuses: recent.map((execution) => execution.status),
    createdAt: row.createdAt.toISOString(),
  };
}
