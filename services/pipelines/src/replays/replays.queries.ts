import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import { anyOf, combinedRead, type Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import type { Checkpoint } from '../engine/checkpoints.js';
import type { ExecutionStatus } from '../engine/execution.machine.js';
import { rulesOf } from '../engine/node-rules.js';
import { NEAREST_FIRST, SECRETS, VARIABLES } from '../named-values/value-tables.js';
import type { RecordedNode } from './replay-choice.js';
import type { ConfigChange } from './replay-warnings.js';

const EXECUTIONS = `SELECT e.id AS "executionId", jsonb_build_object('id', p.id, 'name', p.name) AS pipeline, p.path AS "pipelinePath",
    p.project_id AS "projectId", r.id AS "repositoryId", r.clone_url AS "cloneUrl", r.deleted_at IS NOT NULL AS "isRemoved",
    e.number AS "replayOfNumber", e.status, e.deployable, e.created_at AS "createdAt", e.commit, e.inputs, v.id AS "versionId", v.source
  FROM execution e JOIN pipeline p ON p.id = e.pipeline_id JOIN repository r ON r.id = p.repository_id
  LEFT JOIN pipeline_version v ON v.id = e.pipeline_version_id WHERE e.id = ${anyOf('$1')}`;

const NODES = `SELECT execution_id AS "executionId", id AS "nodeId", key, definition, status, attempt, outputs, ready_at AS "readyAt",
    started_at AS "startedAt" FROM node WHERE execution_id = ${anyOf('$1')} ORDER BY position`;

const ARTIFACTS = `SELECT a.execution_id AS "executionId", n.key || '/' || a.name AS name
  FROM artifact a JOIN node n ON n.id = a.node_id WHERE a.execution_id = ${anyOf('$1')}`;

const CONFIG_CHANGES = `SELECT d.node_key AS "nodeKey", d.service, d.environment, c.names, c.secret_names AS "secretNames"
  FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) AS d (node_key, service, environment, since)
  JOIN service s ON s.slug = d.service JOIN environment e ON e.slug = d.environment
  JOIN config_change c ON c.service_id = s.id AND c.environment_id = e.id AND c.changed_at > d.since
  ORDER BY c.version`;

// One that was deleted and made again is another one under the same name, and so is one of another level.
const ROTATED_SECRETS = `SELECT p.execution_id AS "executionId", p.name FROM execution_secret p
  JOIN execution e ON e.id = p.execution_id JOIN pipeline l ON l.id = e.pipeline_id
  JOIN LATERAL (SELECT s.id, s.version FROM pipeline_secret s WHERE s.name = p.name AND s.deleted_at IS NULL
    AND ${SECRETS.isOf('s', 'l.project_id')} ORDER BY ${NEAREST_FIRST('s')} LIMIT 1) gets ON true
  WHERE p.execution_id = ${anyOf('$1')} AND (gets.id <> p.pipeline_secret_id OR gets.version <> p.version)`;

// By their values: one that has again the value that it had is no news.
const CHANGED_VARIABLES = `SELECT p.execution_id AS "executionId", p.name FROM execution_variable p
  JOIN pipeline_variable_version had ON had.pipeline_variable_id = p.pipeline_variable_id AND had.version = p.version
  JOIN execution e ON e.id = p.execution_id JOIN pipeline l ON l.id = e.pipeline_id
  LEFT JOIN LATERAL (SELECT v.value FROM pipeline_variable s
    JOIN pipeline_variable_version v ON v.pipeline_variable_id = s.id AND v.version = s.version
    WHERE s.name = p.name AND s.deleted_at IS NULL AND ${VARIABLES.isOf('s', 'l.project_id')}
    ORDER BY ${NEAREST_FIRST('s')} LIMIT 1) now ON true
  WHERE p.execution_id = ${anyOf('$1')} AND now.value IS DISTINCT FROM had.value`;

/** An execution that is to be run again. */
export interface RecordedExecution {
  pipeline: { id: string; name: string };
  pipelinePath: string;
  projectId: string;
  repositoryId: string;
  cloneUrl: string;
  isRemoved: boolean;
  replayOfNumber: number;
  status: ExecutionStatus;
  deployable: boolean;
  createdAt: Date;
  commit: Commit;
  inputs: Inputs;
  /** Null for a pipeline file that could not be read. */
  versionId: string | null;
  source: string | null;
}

export interface Recorded extends RecordedNode, Checkpoint {
  readyAt: Date | null;
}

/** A deployment, and the time from which on changes of its configuration are news. */
export interface ConfigQuestion {
  nodeKey: string;
  service: string;
  environment: string;
  since: Date;
}

interface OfExecution {
  executionId: string;
}

const NOTHING: readonly never[] = [];
const NO_NAMES: ReadonlySet<string> = new Set();

/** What a query finds for executions, by their ids. */
async function namesOf(tx: Tx, query: string, executionIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await tx.query<{ name: string } & OfExecution>(query, [executionIds]);
  const of = Map.groupBy(rows, ({ executionId }) => executionId);
  return new Map([...of].map(([id, found]) => [id, new Set(found.map(({ name }) => name))]));
}

/** What executions were, and what has changed since; each by the id of an execution. */
@Injectable()
export class ReplaysQueries {
  readonly execution = combinedRead<RecordedExecution | undefined>(async (tx, executionIds) => {
    const rows = await tx.query<RecordedExecution & OfExecution>(EXECUTIONS, [executionIds]);
    return new Map(rows.map(({ executionId, ...row }) => [executionId, row]));
  });

  readonly nodes = combinedRead<readonly Recorded[]>(async (tx, executionIds) => {
    const rows = await tx.query<Omit<Recorded, 'rules'> & OfExecution>(NODES, [executionIds]);
    return Map.groupBy(
      rows.map((row) => ({ ...row, rules: rulesOf(row.definition) })),
      ({ executionId }) => executionId,
    );
  }, NOTHING);

  /** `<key of the node>/<name>` of each artifact that the execution has. */
  readonly artifacts = combinedRead((tx, executionIds) => namesOf(tx, ARTIFACTS, executionIds), NO_NAMES);

  /** The names of secrets that steps would get another value of than they had. */
  readonly rotatedSecrets = combinedRead((tx, executionIds) => namesOf(tx, ROTATED_SECRETS, executionIds), NO_NAMES);

  /** The names of variables that have another value now than the execution was made with, or none. */
  readonly changedVariables = combinedRead(
    (tx, executionIds) => namesOf(tx, CHANGED_VARIABLES, executionIds),
    NO_NAMES,
  );

  /** What of the configurations of deployments has changed, together for each. */
  async configChanges(tx: Tx, questions: readonly ConfigQuestion[]): Promise<ConfigChange[]> {
    if (questions.length === 0) return [];
    const rows = await tx.query<ConfigChange>(CONFIG_CHANGES, [
      questions.map(({ nodeKey }) => nodeKey),
      questions.map(({ service }) => service),
      questions.map(({ environment }) => environment),
      questions.map(({ since }) => since),
    ]);
    return [...Map.groupBy(rows, ({ nodeKey }) => nodeKey).values()].flatMap((changes) => {
      const names = [...new Set(changes.flatMap((change) => change.names))].toSorted();
      const secretNames = [...new Set(changes.flatMap((change) => change.secretNames))].toSorted();
      return changes[0] ? [{ ...changes[0], names, secretNames }] : [];
    });
  }
}
