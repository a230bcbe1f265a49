import type { FailureChoice } from '../src/definitions/failure-question.rules.js';
import { type ExecutionEvent, planEvent, type Report } from '../src/engine/execution-planner.js';
import { NO_RULES, type NodeRules } from '../src/engine/node-turn.rules.js';
import type { NodeStatus } from '../src/engine/node.machine.js';
import type { Command } from '../src/engine/planning.graph.js';
import { type ExecutionSnapshot, type PlannedNode, Run } from '../src/engine/run.graph.js';

export type Kind = PlannedNode['kind'];
export const node = (
  key: string,
  needs: string[] = [],
  kind: Kind = 'shell',
  status: NodeStatus = 'pending',
): PlannedNode => ({ key, needs, kind, status, attempt: 1, startedAt: null });
export const ruled = (key: string, needs: string[], rules: Partial<NodeRules>, kind: Kind = 'shell'): PlannedNode => ({
  ...node(key, needs, kind),
  rules: { ...NO_RULES, ...rules },
});
export const snapshot = (nodes: PlannedNode[], more: Partial<ExecutionSnapshot> = {}): ExecutionSnapshot => ({
  status: 'queued',
  deployable: true,
  nodes,
  ...more,
});
export const on = (key: string, trigger: Report): ExecutionEvent => ({ type: 'node', key, trigger, message: null });

/** The snapshot after a plan, and what the plan did, in short. */
export function step(
  before: ExecutionSnapshot,
  event: ExecutionEvent,
): { after: ExecutionSnapshot; did: string[] } | undefined {
  const run = new Run(before);
  const commands = planEvent(run, event);
  if (!commands) {
    expect(snapshotOf(run, before)).toEqual(before);
    return undefined;
  }
  const nodes = new Map(before.nodes.map((one) => [one.key, one]));
  let { status } = before;
  for (const command of commands) {
    if (command.type === 'move_execution') status = command.to;
    if (command.type === 'move_node') {
      const one = nodes.get(command.key) as PlannedNode;
      const attempt = one.attempt + (command.trigger === 'retry' ? 1 : 0);
      const hasBegun = command.to === 'running' || (command.to !== 'retrying' && one.startedAt === BEGAN);
      nodes.set(command.key, { ...one, status: command.to, attempt, ...begun(hasBegun) });
    }
  }
  const after = { ...before, status, nodes: [...nodes.values()] };
  expect(snapshotOf(run, before)).toEqual(after);
  return { after, did: commands.map(short) };
}

/** What the run holds, as it would be read from the database. */
export const snapshotOf = (run: Run, { deployable }: ExecutionSnapshot): ExecutionSnapshot => ({
  status: run.status,
  deployable,
  nodes: [...run.nodes.values()].map(({ planned, status, attempt, hasBegun }) => {
    return { ...planned, status, attempt, ...begun(hasBegun) };
  }),
});

const BEGAN = new Date(0);
const begun = (hasBegun: boolean): { startedAt: Date | null } => ({ startedAt: hasBegun ? BEGAN : null });

function short(command: Command): string {
  if (command.type === 'request_cancel') return `stop ${command.key}`;
  return command.type === 'move_node' ? `${command.key}: ${command.to}` : `execution: ${command.to}`;
}

export function play(
  start: ExecutionSnapshot,
  ...events: ExecutionEvent[]
): { after: ExecutionSnapshot; did: string[] } {
  let result = { after: start, did: [] as string[] };
  for (const event of events) result = step(result.after, event) ?? { after: result.after, did: ['refused'] };
  return result;
}

export const created: ExecutionEvent = { type: 'created' };
export const cancel: ExecutionEvent = { type: 'cancel_requested' };
export const pause: ExecutionEvent = { type: 'pause_requested' };
export const resume: ExecutionEvent = { type: 'resume_requested' };
export const due = (key: string): ExecutionEvent => ({ type: 'due', key });
export const admitted = (key: string): ExecutionEvent => ({ type: 'admitted', key });
export const answered = (key: string, choice: FailureChoice): ExecutionEvent => ({
  ...{ type: 'answered', key, choice, message: null },
});
export const chain = [node('a'), node('b', ['a']), node('c', ['b'])];
