import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXECUTION_STATUSES, EXECUTION_TRIGGERS, executionMachine } from './execution.machine.js';
import { NODE_STATUSES, NODE_TRIGGERS, nodeMachine } from './node.machine.js';

// Every allowed move, written out once more: state, trigger, next state. What is not here is refused.
const EXECUTION_MOVES = [
  'queued start running',
  'queued block blocked',
  'queued cancel cancelling',
  'queued error errored',
  'running wait waiting',
  'running pause paused',
  'running cancel cancelling',
  'running succeed succeeded',
  'running warn warning',
  'running fail failed',
  'running error errored',
  'running time_out timed_out',
  'running lose unknown',
  'waiting resume running',
  'waiting pause paused',
  'waiting warn warning',
  'paused resume running',
  'paused cancel cancelling',
  'paused succeed succeeded',
  'paused warn warning',
  'paused fail failed',
  'paused error errored',
  'paused time_out timed_out',
  'paused lose unknown',
  'waiting cancel cancelling',
  'waiting succeed succeeded',
  'waiting fail failed',
  'waiting error errored',
  'waiting time_out timed_out',
  'waiting lose unknown',
  'cancelling settle cancelled',
  'cancelling lose unknown',
];
const NODE_MOVES = [
  'pending queue ready',
  'pending wait waiting',
  'pending succeed succeeded',
  'pending fail failed',
  'pending skip skipped',
  'pending cancel cancelled',
  'pending error errored',
  'ready start running',
  'ready hold pending',
  'ready cancel cancelled',
  'ready error errored',
  'running succeed succeeded',
  'running fail failed',
  'running error errored',
  'running time_out timed_out',
  'running cancel cancelled',
  'running lose unknown',
  'running retry retrying',
  'running ask waiting',
  'retrying queue ready',
  'retrying hold pending',
  'retrying cancel cancelled',
  'retrying error errored',
  'waiting start running',
  'waiting succeed succeeded',
  'waiting fail failed',
  'waiting error errored',
  'waiting time_out timed_out',
  'waiting cancel cancelled',
  'waiting retry retrying',
  'waiting skip skipped',
];

describe.each([
  ['execution', executionMachine, [EXECUTION_STATUSES, EXECUTION_TRIGGERS], EXECUTION_MOVES],
  ['node', nodeMachine, [NODE_STATUSES, NODE_TRIGGERS], NODE_MOVES],
] as const)('the %s machine', (_name, machine, [states, triggers], moves) => {
  const next = machine.next as (from: string, trigger: string) => { ok: boolean; to?: string };

  it('allows exactly the moves of the matrix', () => {
    const allowed = states.flatMap((from) =>
      triggers.flatMap((trigger) => {
        const step = next(from, trigger);
        return step.ok ? [`${from} ${trigger} ${step.to ?? ''}`] : [];
      }),
    );
    expect(allowed.toSorted()).toEqual(moves.toSorted());
  });

  it('reaches every state, and leaves every state that is not an end', () => {
    const targets = moves.map((move) => move.split(' ')[2]);
    expect(states.filter((state) => state !== machine.initial && !targets.includes(state))).toEqual([]);
    const isTerminal = machine.isTerminal as (state: string) => boolean;
    expect(states.filter((state) => isTerminal(state) === moves.some((move) => move.startsWith(`${state} `)))).toEqual(
      [],
    );
  });

  it('is drawn in the README', () => {
    const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
    expect(readme).toContain(machine.diagram());
  });
});
