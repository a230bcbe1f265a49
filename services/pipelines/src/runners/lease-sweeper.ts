import { Injectable } from '@nestjs/common';
import { OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { type NodeKind, workerOf } from '../definitions/node-kinds.rules.js';
import { ExecutionEngine } from '../engine/execution-engine.js';
import type { Report } from '../engine/execution-planner.js';
import type { NodeStatus } from '../engine/node.machine.js';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import { LEASE_MS } from './jobs.repository.js';
import { SteadyWatch } from './steady-watch.js';

interface Overdue {
  orgId: string;
  executionId: string;
  nodeId: string;
}

interface Node {
  key: string;
  kind: NodeKind;
  status: NodeStatus;
}

interface Sweep {
  /** In a SystemTx: what looks overdue. */
  find: string;
  /** In the organization, with the execution locked: whether it still is. */
  confirm: string;
  trigger: Report;
  message: string;
  /** A runner's silence is the reason: while nobody could hear it, that says nothing. */
  isSilence?: true;
}

const RUNNER_GONE_S = 120;
const NODE = 'org_id AS "orgId", execution_id AS "executionId", node_id AS "nodeId"';

const SWEEPS: Sweep[] = [
  {
    find: `SELECT ${NODE} FROM job WHERE state = 'running' AND lease_until < clock_timestamp() LIMIT 50`,
    confirm: `SELECT 1 FROM job WHERE node_id = $1 AND state = 'running' AND lease_until < clock_timestamp()`,
    trigger: 'lose',
    message: 'The runner stopped reporting. What the step did cannot be known, so it is not run again by itself.',
    isSilence: true,
  },
  {
    find: `SELECT ${NODE} FROM node_deadline WHERE event = 'time_out' AND due_at < clock_timestamp() LIMIT 50`,
    confirm: `SELECT 1 FROM node_deadline WHERE node_id = $1 AND event = 'time_out' AND due_at < clock_timestamp()`,
    trigger: 'time_out',
    message: 'The time limit of the node has passed.',
  },
  {
    find: `SELECT j.org_id AS "orgId", j.execution_id AS "executionId", j.node_id AS "nodeId"
      FROM job j JOIN execution_placement p ON p.execution_id = j.execution_id JOIN runner r ON r.id = p.runner_id
      WHERE j.state = 'ready' AND r.last_seen_at < clock_timestamp() - interval '${RUNNER_GONE_S} seconds'
        AND j.created_at < clock_timestamp() - interval '${RUNNER_GONE_S} seconds' LIMIT 50`,
    confirm: `SELECT 1 FROM job WHERE node_id = $1 AND state = 'ready'`,
    trigger: 'error',
    message: 'The runner that holds the workspace of this execution is gone.',
    isSilence: true,
  },
];

/** Ends what nobody works on any more: lost leases, passed time limits, workspaces without a runner. */
@Injectable()
export class LeaseSweeper {
  private readonly watch = new SteadyWatch(LEASE_MS, LEASE_MS / 2);

  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
  ) {}

  /** An outage of ours takes no step from a runner that has carried on: it has a lease's time to say so afterwards. */
  async look(): Promise<void> {
    await this.sweep(this.watch.isSteady);
    this.watch.looked();
  }

  /**
   * One look at everything. Safe to run in any number of processes at once.
   * @param isHeard false leaves alone what only a runner's silence speaks against
   */
  async sweep(isHeard = true): Promise<void> {
    for (const sweep of SWEEPS.filter(({ isSilence }) => isHeard || !isSilence)) {
      const overdue = await this.systemTx.run((tx) => tx.query<Overdue>(sweep.find));
      for (const one of overdue) await this.orgTx.run(one.orgId, (tx) => this.end(tx, one, sweep));
    }
  }

  private async end(tx: Tx, { executionId, nodeId }: Overdue, sweep: Sweep): Promise<void> {
    await this.executions.lock(tx, executionId);
    if ((await tx.query(sweep.confirm, [nodeId])).length === 0) return;
    const rows = await tx.query<Node>('SELECT key, kind, status FROM node WHERE id = $1', [nodeId]);
    if (!rows[0]) return;
    const { key } = rows[0];
    const message = unansweredWords(rows[0]) ?? sweep.message;
    await this.engine.apply(tx, executionId, { type: 'node', key, trigger: sweep.trigger, message });
  }
}

/** What to say of a node that people let wait; undefined for one that did not wait for them. */
function unansweredWords({ kind, status }: Node): string | undefined {
  if (kind === 'approval') return 'Nobody decided in time.';
  return status === 'waiting' && workerOf(kind) === 'runner' ? 'Nobody answered in time.' : undefined;
}
