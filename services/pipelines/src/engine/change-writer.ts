import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { type RequestContext, together, type Tx } from '@throughline/platform';
import { ChangedMeanwhile } from './changed-meanwhile.js';
import { ExecutionsRepository } from './executions.repository.js';
import type { Origin } from './new-run.js';
import type { ExecutionMove, NodeMove } from './planning.graph.js';
import {
  type ExecutionResult,
  type NodeResult,
  type RunChange,
  executionResult,
  isNews,
  nodeResults,
} from './run-change.js';

/** A change that is in the database now (and will stay, if the transaction commits). */
export interface Landed {
  change: RunChange;
  nodes: NodeResult[];
  /** Milliseconds from the execution's start to its end; 0 while it has none. */
  durationMs: number;
  /** The request that asked for it, where it is not the one at hand. */
  context?: RequestContext | undefined;
}

type Planned = Pick<Landed, 'change' | 'nodes'>;
type Durations = ReadonlyMap<string, number>;
/** Of a node by its place among those that are written; null where nobody is told how long it took. */
interface NodeEnd {
  place: number;
  durationMs: number | null;
}

/** A new execution as its first plan leaves it, and what it is of. */
export interface Begun {
  landed: Landed;
  origin: Origin;
}

// Locked in this order everywhere: the execution, then its drive.
const HOLD = `SELECT e.id FROM execution e
    JOIN unnest($1::uuid[], $2::int[]) AS q (id, revision) ON e.id = q.id AND e.revision = q.revision
    JOIN execution_drive d ON d.execution_id = e.id AND d.org_id = e.org_id AND d.owner = $3
  FOR NO KEY UPDATE OF e, d`;

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
      $9::int[], $10::int[], $11::text[], $12::uuid[], $13::boolean[]) WITH ORDINALITY
    AS d (id, before, status, message, is_readied, is_started, is_ended, outputs, exit_code, first_error_line,
      runner_name, deployment_id, is_news, place)
  WHERE n.id = d.id AND n.status = d.before
  RETURNING d.place::int - 1 AS place,
    CASE WHEN d.is_news THEN (extract(epoch FROM n.finished_at - n.started_at) * 1000)::int END AS "durationMs"`;

const STATE_EVENTS = `INSERT INTO execution_state_event
    (id, org_id, execution_id, node_key, from_state, to_state, cause, reason, actor_id, actor_name)
  SELECT id, $1, execution_id, node_key, from_state, to_state, cause, reason, actor_id, actor_name
    FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::text[])
      AS d (id, execution_id, node_key, from_state, to_state, cause, reason, actor_id, actor_name)`;

/**
 * Writes changes: executions, nodes and the events of their states, each table in one statement however many changes
 * there are, and all of them at once, in the hope that nobody else has changed one of the executions.
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

  /**
   * The changes as they are in the database now. All belong to the transaction's organization, each to an execution of its own.
   * @param lane who plans without a lock, where it is a lane: what it does while the execution's own state stays as it
   *   is costs no new revision, because its drive is the fence between lanes
   * @throws ChangedMeanwhile when somebody else has changed some of the executions; then nothing has moved in memory
   */
  async write(tx: Tx, changes: readonly RunChange[], lane?: string): Promise<Landed[]> {
    if (new Set(changes.map(({ loaded }) => loaded)).size < changes.length)
      throw new Error('two changes of one execution in one write');
    const planned = changes.map((change) => ({ change, nodes: nodeResults(change), result: executionResult(change) }));
    const moved = planned.filter(({ result }) => lane === undefined || result.to !== undefined);
    const [held, durations, ends] = await together([
      lane === undefined ? undefined : this.hold(tx, changes, lane),
      this.executions(tx, moved),
      this.nodes(tx, planned),
      this.stateEvents(tx, planned),
    ]);
    refuseChanged(changes, held ?? durations);
    settle(
      planned.flatMap(({ nodes }) => nodes),
      ends,
    );
    return planned.map(({ change, nodes }) => {
      const { execution, run } = change.loaded;
      const durationMs = durations.get(execution.id);
      if (durationMs !== undefined) execution.revision += 1;
      execution.status = run.status;
      return { change, nodes, durationMs: durationMs ?? 0 };
    });
  }

  private async hold(tx: Tx, changes: readonly RunChange[], lane: string): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(HOLD, [
      changes.map(({ loaded }) => loaded.execution.id),
      changes.map(({ loaded }) => loaded.execution.revision),
      lane,
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  private async executions(tx: Tx, moved: readonly (Planned & { result: ExecutionResult })[]): Promise<Durations> {
    if (moved.length === 0) return new Map();
    const executions = moved.map(({ change }) => change.loaded.execution);
    const results = moved.map(({ result }) => result);
    const rows = await tx.query<{ id: string; durationMs: number }>(EXECUTIONS, [
      executions.map(({ id }) => id),
      executions.map(({ revision }) => revision),
      results.map(({ to }) => to ?? null),
      results.map(({ reason }) => reason),
      results.map(({ isStarted }) => isStarted),
      results.map(({ isEnded }) => isEnded),
    ]);
    return new Map(rows.map((row) => [row.id, row.durationMs]));
  }

  private async nodes(tx: Tx, planned: readonly Planned[]): Promise<NodeEnd[]> {
    const results = planned.flatMap(({ nodes }) => nodes);
    return results.length === 0 ? [] : tx.query<NodeEnd>(NODES, columnsOf(results));
  }

  private async stateEvents(tx: Tx, planned: readonly Planned[]): Promise<void> {
    const rows = planned.flatMap(({ change }) => change.commands.flatMap((command) => eventOf(change, command)));
    if (rows.length === 0) return;
    const column = (at: number): unknown[] => rows.map((row) => row[at]);
    await tx.query(STATE_EVENTS, [tx.orgId, ...Array.from({ length: 9 }, (_, at) => column(at))]);
  }
}

function refuseChanged(changes: readonly RunChange[], landed: { has(id: string): boolean }): void {
  const changed = changes.map(({ loaded }) => loaded.execution.id).filter((id) => !landed.has(id));
  if (changed.length > 0) throw new ChangedMeanwhile(new Set(changed));
}

/** In memory the nodes have moved too. */
function settle(results: readonly NodeResult[], ends: readonly NodeEnd[]): void {
  if (ends.length < results.length) throw new Error('a node was moved past the revision of its execution');
  for (const { place, durationMs } of ends) {
    const result = results[place];
    if (result) result.durationMs = durationMs ?? 0;
  }
  for (const { node, to } of results) node.status = to;
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
    results.map(isNews),
  ];
}

type Row = (string | null)[];

function eventOf({ loaded, actor }: RunChange, command: NodeMove | ExecutionMove | { type: string }): Row[] {
  if (!('trigger' in command)) return [];
  const [nodeKey, reason] = command.type === 'move_node' ? [command.key, command.message] : [null, command.reason];
  const { from, to, trigger } = command;
  return [[newId(), loaded.execution.id, nodeKey, from, to, trigger, reason, actor.userId, actor.name]];
}
