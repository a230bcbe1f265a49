import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { type RequestContext, together, type Tx } from '@throughline/platform';
import { ExecutionsRepository } from './executions.repository.js';
import type { Origin } from './new-run.js';
import type { ExecutionMove, NodeMove } from './planning.graph.js';
import { type NodeResult, type RunChange, executionResult, nodeResults } from './run-change.js';

/** A change that is in the database now (and will stay, if the transaction commits). */
export interface Landed {
  change: RunChange;
  nodes: NodeResult[];
  /** Milliseconds from the execution's start to its end; 0 while it has none. */
  durationMs: number;
  /** The request that asked for it, where it is not the one at hand. */
  context?: RequestContext | undefined;
}

/** A new execution as its first plan leaves it, and what it is of. */
export interface Begun {
  landed: Landed;
  origin: Origin;
}

// The revision is the fence: whoever planned on another one has planned on states that are not so any more.
const EXECUTIONS = `UPDATE execution e SET revision = e.revision + 1, status = coalesce(d.status, e.status),
    reason = coalesce(d.reason, e.reason),
    started_at = CASE WHEN d.is_started THEN coalesce(e.started_at, clock_timestamp()) ELSE e.started_at END,
    finished_at = CASE WHEN d.is_ended THEN clock_timestamp() ELSE e.finished_at END
  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::boolean[], $6::boolean[])
    AS d (id, revision, status, reason, is_started, is_ended)
  WHERE e.id = d.id AND e.revision = d.revision
  RETURNING e.id, CASE WHEN d.is_ended
    THEN (extract(epoch FROM clock_timestamp() - coalesce(e.started_at, e.created_at)) * 1000)::int ELSE 0 END AS "durationMs"`;

const NODES = `UPDATE node n SET status = d.status, message = coalesce(d.message, n.message),
    ready_at = CASE WHEN d.is_readied THEN clock_timestamp() ELSE n.ready_at END,
    started_at = CASE WHEN d.is_started THEN coalesce(n.started_at, clock_timestamp()) ELSE n.started_at END,
    finished_at = CASE WHEN d.is_ended THEN clock_timestamp() END,
    outputs = coalesce(d.outputs::jsonb, n.outputs), exit_code = coalesce(d.exit_code, n.exit_code),
    first_error_line = coalesce(d.first_error_line, n.first_error_line),
    runner_name = coalesce(d.runner_name, n.runner_name), deployment_id = coalesce(d.deployment_id, n.deployment_id)
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[], $7::boolean[], $8::text[],
      $9::int[], $10::int[], $11::text[], $12::uuid[])
    AS d (id, before, status, message, is_readied, is_started, is_ended, outputs, exit_code, first_error_line,
      runner_name, deployment_id)
  WHERE n.id = d.id AND n.status = d.before
  RETURNING n.id, n.started_at AS "startedAt", n.finished_at AS "finishedAt"`;

const STATE_EVENTS = `INSERT INTO execution_state_event
    (id, org_id, execution_id, node_key, from_state, to_state, cause, reason, actor_id, actor_name)
  SELECT id, $1, execution_id, node_key, from_state, to_state, cause, reason, actor_id, actor_name
    FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::text[])
      AS d (id, execution_id, node_key, from_state, to_state, cause, reason, actor_id, actor_name)`;

/**
 * Writes changes: executions, nodes and the events of their states, each table in one statement however many changes
 * there are. One whose execution has been changed by somebody else meanwhile is left out entirely.
 */
@Injectable()
export class ChangeWriter {
  constructor(private readonly executionRows: ExecutionsRepository) {}

  /** Stores new executions. */
  async insert(tx: Tx, begun: readonly Begun[]): Promise<void> {
    const landed = begun.map((one) => one.landed);
    const rows = begun.map(({ landed: { change }, origin }) => ({ change, origin }));
    await together([this.executionRows.insert(tx, rows), this.stateEvents(tx, landed)]);
  }

  /** The changes that landed, in the order given. All belong to the transaction's organization, each to an execution of its own. */
  async write(tx: Tx, changes: readonly RunChange[]): Promise<Landed[]> {
    const durations = await this.executions(tx, changes);
    const landed = changes.flatMap((change) => {
      const { execution, run } = change.loaded;
      const durationMs = durations.get(execution.id);
      if (durationMs === undefined) return [];
      execution.revision += 1;
      execution.status = run.status;
      return [{ change, nodes: nodeResults(change), durationMs }];
    });
    await together([this.nodes(tx, landed), this.stateEvents(tx, landed)]);
    return landed;
  }

  private async executions(tx: Tx, changes: readonly RunChange[]): Promise<Map<string, number>> {
    if (new Set(changes.map(({ loaded }) => loaded)).size < changes.length)
      throw new Error('two changes of one execution in one write');
    const results = changes.map(executionResult);
    const rows = await tx.query<{ id: string; durationMs: number }>(EXECUTIONS, [
      changes.map(({ loaded }) => loaded.execution.id),
      changes.map(({ loaded }) => loaded.execution.revision),
      results.map(({ to }) => to ?? null),
      results.map(({ reason }) => reason),
      results.map(({ isStarted }) => isStarted),
      results.map(({ isEnded }) => isEnded),
    ]);
    return new Map(rows.map((row) => [row.id, row.durationMs]));
  }

  private async nodes(tx: Tx, landed: readonly Landed[]): Promise<void> {
    const results = landed.flatMap(({ nodes }) => nodes);
    if (results.length === 0) return;
    const rows = await tx.query<{ id: string; startedAt: Date | null; finishedAt: Date | null }>(
      NODES,
      columnsOf(results),
    );
    if (rows.length < results.length) throw new Error('a node was moved past the revision of its execution');
    const times = new Map(rows.map((row) => [row.id, row]));
    for (const { node, to } of results) {
      const { startedAt = null, finishedAt = null } = times.get(node.id) ?? {};
      Object.assign(node, { status: to, startedAt, finishedAt });
    }
  }

  private async stateEvents(tx: Tx, landed: readonly Landed[]): Promise<void> {
    const rows = landed.flatMap(({ change }) => change.commands.flatMap((command) => eventOf(change, command)));
    if (rows.length === 0) return;
    const column = (at: number): unknown[] => rows.map((row) => row[at]);
    await tx.query(STATE_EVENTS, [tx.orgId, ...Array.from({ length: 9 }, (_, at) => column(at))]);
  }
}

function columnsOf(results: readonly NodeResult[]): unknown[][] {
  const facts = results.map((result) => result.facts);
  return [
    results.map(({ node }) => node.id),
    results.map(({ from }) => from),
    results.map(({ to }) => to),
    results.map(({ message }) => message),
    results.map(({ isReadied }) => isReadied),
    results.map(({ isStarted }) => isStarted),
    results.map(({ isEnded }) => isEnded),
    facts.map(({ outputs }) => (outputs === undefined ? null : JSON.stringify(outputs))),
    facts.map(({ exitCode }) => exitCode ?? null),
    facts.map(({ firstErrorLine }) => firstErrorLine ?? null),
    facts.map(({ runnerName }) => runnerName ?? null),
    facts.map(({ deploymentId }) => deploymentId ?? null),
  ];
}

type Row = (string | null)[];

function eventOf({ loaded, actor }: RunChange, command: NodeMove | ExecutionMove | { type: string }): Row[] {
  if (!('trigger' in command)) return [];
  const [nodeKey, reason] = command.type === 'move_node' ? [command.key, command.message] : [null, command.reason];
  const { from, to, trigger } = command;
  return [[newId(), loaded.execution.id, nodeKey, from, to, trigger, reason, actor.userId, actor.name]];
}
