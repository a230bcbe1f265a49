import { Injectable } from '@nestjs/common';
import { anyOf, combinedRead, type Tx } from '@throughline/platform';
import type { DefinitionProblem, DefinitionWarning } from '../definitions/definition.js';
import type { Inputs } from '../definitions/inputs.rules.js';
import type {
  NodeResponse,
  PinnedSecretResponse,
  PinnedVariableResponse,
  ReplayResponse,
} from './execution-detail.dto.js';
import { EXECUTION_STATUSES, executionMachine } from '../engine/execution.machine.js';
import type { ExecutionSummaryResponse } from './executions.dto.js';

type Times<T, K extends keyof T> = Omit<T, K> & { [P in K]: Date | Extract<T[P], null> };
type SummaryRow = Times<
  Omit<ExecutionSummaryResponse, 'nodesTotal' | 'nodesFinished'>,
  'createdAt' | 'startedAt' | 'finishedAt'
> & { counts: [total: number, finished: number] };
type NodeRow = Times<NodeResponse, 'dueAt' | 'readyAt' | 'startedAt' | 'finishedAt'>;

export interface ExecutionFilter {
  pipelineId?: string | undefined;
  status?: string | undefined;
  active?: boolean | undefined;
  before?: string | undefined;
  limit: number;
}

const ENDED = EXECUTION_STATUSES.filter((status) => executionMachine.isTerminal(status));

const ms = (from: string, to: string): string => `(extract(epoch FROM ${to} - ${from}) * 1000)::int`;

/** As other times are written. */
const iso = (time: string): string => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SUMMARIES = `SELECT e.id, e.number, e.pipeline_id AS "pipelineId", p.name AS "pipelineName", e.status, e.reason, e.trigger,
    e.requested_by_id AS "requestedById", e.requested_by_name AS "requestedByName", e.commit, e.replay_of AS "replayOf", e.concurrency_group AS "concurrencyGroup", e.priority,
    (SELECT number FROM execution o WHERE o.id = e.replay_of) AS "replayOfNumber",
    (SELECT jsonb_build_object('id', s.id, 'name', s.name) FROM firing f JOIN schedule s ON s.id = f.schedule_id
      WHERE f.org_id = e.org_id AND f.execution_id = e.id) AS schedule,
    (SELECT jsonb_build_object('id', x.id, 'number', x.number, 'pipelineName', y.name) FROM firing f
      JOIN execution x ON x.id = f.upstream_execution_id JOIN pipeline y ON y.id = x.pipeline_id
      WHERE f.org_id = e.org_id AND f.execution_id = e.id) AS follows,
    (SELECT jsonb_build_object('id', x.id, 'number', x.number, 'pipelineName', y.name) FROM child_run c
      JOIN execution x ON x.id = c.execution_id JOIN pipeline y ON y.id = x.pipeline_id
      WHERE c.org_id = e.org_id AND c.child_id = e.id) AS parent,
    (SELECT ARRAY[count(*), count(n.finished_at)]::int[] FROM node n WHERE n.execution_id = e.id) AS counts,
    e.created_at AS "createdAt", e.started_at AS "startedAt", e.finished_at AS "finishedAt",
    ${ms('e.created_at', 'e.started_at')} AS "queuedMs", ${ms('e.started_at', 'e.finished_at')} AS "durationMs"
  FROM execution e JOIN pipeline p ON p.id = e.pipeline_id`;

const NODES = `SELECT n.id, n.key, n.definition->>'name' AS name, n.kind, n.definition->'needs' AS needs, n.status, n.message,
    n.attempt, coalesce((n.definition->'retry'->>'times')::int, 0) + 1 AS "maxAttempts",
    coalesce((SELECT jsonb_agg(jsonb_build_object('attempt', t.attempt, 'outcome', t.outcome, 'message', t.message,
        'exitCode', t.exit_code, 'runnerName', t.runner_name, 'firstErrorLine', t.first_error_line,
        'startedAt', ${iso('t.started_at')}, 'finishedAt', ${iso('t.finished_at')}) ORDER BY t.attempt)
      FROM node_attempt t WHERE t.node_id = coalesce(n.copied_from, n.id)), '[]') AS attempts,
    (SELECT due_at FROM node_deadline d WHERE d.node_id = n.id AND d.event = 'due') AS "dueAt",
    coalesce(n.definition->>'when', 'success') AS when, n.definition->>'if' AS if,
    coalesce((n.definition->'continueOnError')::boolean, false) AS "continueOnError", n.exit_code AS "exitCode", n.runner_name AS "runnerName", a.id AS "approvalId",
    (SELECT jsonb_build_object('id', x.id, 'number', x.number, 'pipelineName', y.name) FROM child_run c
      JOIN execution x ON x.id = c.child_id JOIN pipeline y ON y.id = x.pipeline_id
      WHERE c.org_id = n.org_id AND c.attempt_id = n.attempt_id) AS child,
    (SELECT q.id FROM approval q WHERE q.node_id = n.id AND q.kind = 'failure' AND q.state = 'pending') AS "questionId",
    n.deployment_id AS "deploymentId", n.definition->>'condition' AS condition, n.outputs, n.log_lines AS "logLines", n.first_error_line AS "firstErrorLine",
    n.ready_at AS "readyAt", n.started_at AS "startedAt", n.finished_at AS "finishedAt",
    (SELECT jsonb_build_object('executionId', x.id, 'number', x.number) FROM node o JOIN execution x ON x.id = o.execution_id
      WHERE o.id = n.copied_from) AS "copiedFrom",
    ${ms('n.ready_at', 'n.started_at')} AS "queuedMs", ${ms('n.started_at', 'n.finished_at')} AS "durationMs"
  FROM node n LEFT JOIN approval a ON a.node_id = coalesce(n.copied_from, n.id) AND a.kind = 'run'
  WHERE n.execution_id = $1 ORDER BY n.position`;

interface Defined {
  version: number;
  problems: DefinitionProblem[];
  warnings: DefinitionWarning[];
  inputs: Inputs;
  replay: ReplayResponse | null;
  secrets: PinnedSecretResponse[];
  variables: PinnedVariableResponse[];
}

const NOTHING = { problems: [], warnings: [], inputs: {}, secrets: [], variables: [] };

/** What an execution was made with, `s`, and of whom that is. */
const pinned = (of: string): string => `jsonb_build_object('name', s.name, 'version', s.version,
  'level', CASE WHEN ${of}.project_id IS NULL THEN 'organization' ELSE 'project' END)`;

/** Executions as screens show them. */
@Injectable()
export class ExecutionsQueries {
  readonly summary = combinedRead<ExecutionSummaryResponse | undefined>(async (tx, executionIds) => {
    const found = await this.summaries(tx, executionIds);
    return new Map(found.map((summary) => [summary.id, summary]));
  });

  /** Those that exist, in no particular order. */
  async summaries(tx: Tx, executionIds: readonly string[]): Promise<ExecutionSummaryResponse[]> {
    return (await tx.query<SummaryRow>(`${SUMMARIES} WHERE e.id = ${anyOf('$1')}`, [executionIds])).map(summaryOf);
  }

  /** Newest first; one more than `limit`, to tell whether there is a next page. */
  async list(tx: Tx, filter: ExecutionFilter): Promise<ExecutionSummaryResponse[]> {
    const rows = await tx.query<SummaryRow>(
      `${SUMMARIES} WHERE ($1::uuid IS NULL OR e.pipeline_id = $1) AND ($2::text IS NULL OR e.status = $2)
         AND ($3::boolean IS NULL OR (e.status <> ALL($4)) = $3) AND ($5::uuid IS NULL OR e.id < $5)
       ORDER BY e.id DESC LIMIT $6`,
      [
        filter.pipelineId ?? null,
        filter.status ?? null,
        filter.active ?? null,
        ENDED,
        filter.before ?? null,
        filter.limit + 1,
      ],
    );
    return rows.map(summaryOf);
  }

  async nodes(tx: Tx, executionId: string): Promise<NodeResponse[]> {
    const rows = await tx.query<NodeRow>(NODES, [executionId]);
    return rows.map((row) => ({
      ...row,
      dueAt: row.dueAt?.toISOString() ?? null,
      readyAt: row.readyAt?.toISOString() ?? null,
      startedAt: row.startedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
    }));
  }

  async definition(tx: Tx, executionId: string): Promise<Defined> {
    const rows = await tx.query<Defined>(
      `SELECT coalesce(v.version, 0) AS version, e.problems, coalesce(v.warnings, '[]') AS warnings, e.inputs,
         (SELECT jsonb_build_object('from', r.from_nodes, 'failedOnly', r.failed_only, 'changedInputs', r.changed_inputs,
           'warnings', r.warnings) FROM replay r WHERE r.execution_id = e.id) AS replay,
         coalesce((SELECT jsonb_agg(${pinned('p')} ORDER BY s.name) FROM execution_secret s
           JOIN pipeline_secret p ON p.id = s.pipeline_secret_id WHERE s.execution_id = e.id), '[]') AS secrets,
         coalesce((SELECT jsonb_agg(${pinned('p')} || jsonb_build_object('value', w.value) ORDER BY s.name)
           FROM execution_variable s JOIN pipeline_variable p ON p.id = s.pipeline_variable_id
           JOIN pipeline_variable_version w ON w.pipeline_variable_id = p.id AND w.version = s.version
           WHERE s.execution_id = e.id), '[]') AS variables
       FROM execution e LEFT JOIN pipeline_version v ON v.id = e.pipeline_version_id WHERE e.id = $1`,
      [executionId],
    );
    return rows[0] ?? { version: 0, replay: null, ...NOTHING };
  }
}

function summaryOf({ counts: [nodesTotal, nodesFinished], ...row }: SummaryRow): ExecutionSummaryResponse {
  return {
    ...{ ...row, nodesTotal, nodesFinished },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
