import { assert, array, constantFrom, nat, property, record, tuple } from 'fast-check';
import { type Command, type ExecutionEvent, planEvent } from './execution-planner.js';
import { executionMachine } from './execution.machine.js';
import { NODE_TRIGGERS, nodeMachine, type NodeStatus, type NodeTrigger } from './node.machine.js';
import { type ExecutionSnapshot, type PlannedNode, Run } from './run.graph.js';

type Kind = PlannedNode['kind'];
const node = (
  key: string,
  needs: string[] = [],
  kind: Kind = 'shell',
  status: NodeStatus = 'pending',
): PlannedNode => ({ key, needs, kind, status });
const snapshot = (nodes: PlannedNode[], more: Partial<ExecutionSnapshot> = {}): ExecutionSnapshot => ({
  status: 'queued',
  deployable: true,
  nodes,
  ...more,
});
const on = (key: string, trigger: NodeTrigger): ExecutionEvent => ({ type: 'node', key, trigger, message: null });

/** The snapshot after a plan, and what the plan did, in short. */
function step(
  before: ExecutionSnapshot,
  event: ExecutionEvent,
): { after: ExecutionSnapshot; did: string[] } | undefined {
  const run = new Run(before);
  const commands = planEvent(run, event);
  if (!commands) {
    expect(snapshotOf(run)).toEqual(before);
    return undefined;
  }
  const nodes = new Map(before.nodes.map((one) => [one.key, one]));
  let { status } = before;
  for (const command of commands) {
    if (command.type === 'move_execution') status = command.to;
    if (command.type === 'move_node')
      nodes.set(command.key, { ...(nodes.get(command.key) as PlannedNode), status: command.to });
  }
  const after = { ...before, status, nodes: [...nodes.values()] };
  expect(snapshotOf(run)).toEqual(after);
  return { after, did: commands.map(short) };
}

/** What the run holds, as it would be read from the database. */
const snapshotOf = (run: Run): ExecutionSnapshot => ({
  status: run.status,
  deployable: run.deployable,
  nodes: [...run.nodes.values()].map(({ planned, status }) => ({ ...planned, status })),
});

function short(command: Command): string {
  if (command.type === 'request_cancel') return `stop ${command.key}`;
  return command.type === 'move_node' ? `${command.key}: ${command.to}` : `execution: ${command.to}`;
}

function play(start: ExecutionSnapshot, ...events: ExecutionEvent[]): { after: ExecutionSnapshot; did: string[] } {
  let result = { after: start, did: [] as string[] };
  for (const event of events) result = step(result.after, event) ?? { after: result.after, did: ['refused'] };
  return result;
}

const created: ExecutionEvent = { type: 'created' };
const chain = [node('a'), node('b', ['a']), node('c', ['b'])];

describe('planEvent', () => {
  it.each<[string, ExecutionSnapshot, ExecutionEvent[], string[]]>([
    [
      'queues what needs nothing',
      snapshot([node('a'), node('b'), node('c', ['a', 'b'])]),
      [created],
      ['a: ready', 'b: ready'],
    ],
    ['starts with the first step', snapshot(chain), [created, on('a', 'start')], ['a: running', 'execution: running']],
    [
      'queues what all needs allow',
      snapshot(chain),
      [created, on('a', 'start'), on('a', 'succeed')],
      ['a: succeeded', 'b: ready'],
    ],
    [
      'skips successors of a failure, all the way, and ends failed',
      snapshot(chain),
      [created, on('a', 'start'), on('a', 'fail')],
      ['a: failed', 'b: skipped', 'c: skipped', 'execution: failed'],
    ],
    [
      'lets other branches go on after a failure',
      snapshot([node('a'), node('b')]),
      [created, on('a', 'start'), on('b', 'start'), on('a', 'fail')],
      ['a: failed'],
    ],
    [
      'ends succeeded with the last node',
      snapshot([node('a')]),
      [created, on('a', 'start'), on('a', 'succeed')],
      ['a: succeeded', 'execution: succeeded'],
    ],
    [
      'waits for an approval',
      snapshot([node('ok', [], 'approval')]),
      [created],
      ['ok: waiting', 'execution: running', 'execution: waiting'],
    ],
    [
      'resumes after an approval',
      snapshot([node('ok', [], 'approval'), node('a', ['ok'])]),
      [created, on('ok', 'succeed')],
      ['ok: succeeded', 'a: ready', 'execution: running'],
    ],
    [
      'ends failed after a rejection',
      snapshot([node('ok', [], 'approval'), node('a', ['ok'])]),
      [created, on('ok', 'fail')],
      ['ok: failed', 'a: skipped', 'execution: failed'],
    ],
    [
      'asks for deployments',
      snapshot([node('d', [], 'deploy')]),
      [created],
      ['d: waiting', 'execution: running', 'execution: waiting'],
    ],
    [
      'skips deployments of a branch that may not, and succeeds',
      snapshot([node('d', [], 'deploy'), node('v', ['d'], 'http')], { deployable: false }),
      [created],
      ['d: skipped', 'v: skipped', 'execution: running', 'execution: succeeded'],
    ],
    [
      'counts a step that ended by itself as cancelled as a failure',
      snapshot([node('a')]),
      [created, on('a', 'start'), on('a', 'cancel')],
      ['a: cancelled', 'execution: failed'],
    ],
    [
      'ends unknown when a runner vanished',
      snapshot(chain),
      [created, on('a', 'start'), on('a', 'lose')],
      ['a: unknown', 'b: skipped', 'c: skipped', 'execution: unknown'],
    ],
    [
      'cancels at once what has not begun',
      snapshot(chain),
      [created, { type: 'cancel_requested' }],
      ['execution: cancelling', 'a: cancelled', 'b: cancelled', 'c: cancelled', 'execution: cancelled'],
    ],
    [
      'stops what runs and waits for it',
      snapshot(chain),
      [created, on('a', 'start'), { type: 'cancel_requested' }],
      ['execution: cancelling', 'b: cancelled', 'c: cancelled', 'stop a'],
    ],
    [
      'is cancelled when the last step has stopped',
      snapshot(chain),
      [created, on('a', 'start'), { type: 'cancel_requested' }, on('a', 'cancel')],
      ['a: cancelled', 'execution: cancelled'],
    ],
    [
      'queues nothing more while cancelling',
      snapshot(chain),
      [created, on('a', 'start'), { type: 'cancel_requested' }, on('a', 'succeed')],
      ['a: succeeded', 'execution: cancelled'],
    ],
    [
      'withdraws an approval when cancelled',
      snapshot([node('ok', [], 'approval')]),
      [created, { type: 'cancel_requested' }],
      ['execution: cancelling', 'ok: cancelled', 'execution: cancelled'],
    ],
    [
      'awaits a deployment that was asked for',
      snapshot([node('d', [], 'deploy')]),
      [created, { type: 'cancel_requested' }],
      ['execution: cancelling'],
    ],
    [
      'leaves a gate to the engine, and goes on after it',
      snapshot([node('g', [], 'gate'), node('a', ['g'])]),
      [created, on('g', 'succeed')],
      ['g: succeeded', 'a: ready', 'execution: running'],
    ],
    [
      'judges gates one after the other',
      snapshot([node('g', [], 'gate'), node('h', ['g'], 'gate')]),
      [created, on('g', 'succeed'), on('h', 'fail')],
      ['h: failed', 'execution: failed'],
    ],
    [
      'refuses to judge a gate before its turn',
      snapshot([node('a'), node('g', ['a'], 'gate')]),
      [created, on('g', 'succeed')],
      ['refused'],
    ],
    [
      'refuses the end of a step that has not begun',
      snapshot([node('a'), node('b', ['a'])]),
      [created, on('b', 'succeed')],
      ['refused'],
    ],
    ['blocks', snapshot([]), [{ type: 'blocked', reason: 'bad file' }], ['execution: blocked']],
    [
      'refuses a second end of a node',
      snapshot([node('a')]),
      [created, on('a', 'start'), on('a', 'succeed'), on('a', 'fail')],
      ['refused'],
    ],
    [
      'refuses a second cancel',
      snapshot(chain),
      [created, on('a', 'start'), { type: 'cancel_requested' }, { type: 'cancel_requested' }],
      ['refused'],
    ],
    ['refuses an unknown node', snapshot(chain), [created, on('zz', 'start')], ['refused']],
  ])('%s', (_what, start, events, expected) => expect(play(start, ...events).did).toEqual(expected));

  it('says why a node was skipped and an execution failed', () => {
    const running = { ...snapshot([node('a', [], 'shell', 'running'), node('b', ['a'])]), status: 'running' as const };
    expect(planEvent(new Run(running), on('a', 'time_out'))).toMatchObject([
      {},
      { key: 'b', message: 'a ran out of time.' },
      { trigger: 'time_out', reason: 'a ran out of time.' },
    ]);
  });
});

// A second, independent account of how an execution ends: by the needs alone, without order or events.
function modelOutcome(
  nodes: PlannedNode[],
  ends: NodeTrigger[],
): { statuses: Record<string, NodeStatus>; execution: string } {
  const statuses: Record<string, NodeStatus> = {};
  nodes.forEach((one, index) => {
    const end = nodeMachine.next('running', ends[index] ?? 'succeed');
    const isReached = one.needs.every((need) => statuses[need] === 'succeeded');
    statuses[one.key] = isReached ? (end.ok ? end.to : 'unknown') : 'skipped';
  });
  const all = Object.values(statuses);
  const worst = (['unknown', 'errored', 'failed', 'timed_out'] as const).find((status) => all.includes(status));
  return { statuses, execution: worst ?? (all.includes('cancelled') ? 'failed' : 'succeeded') };
}

const KINDS: Kind[] = ['shell', 'http', 'checkout', 'gate'];
const JUDGEMENTS: NodeTrigger[] = ['succeed', 'fail', 'error'];
const ENDS: NodeTrigger[] = ['succeed', 'succeed', 'succeed', 'fail', 'error', 'time_out', 'lose', 'cancel'];
// Node i may need nodes before it, so the graph has no circle.
const dag = array(
  record({ needs: array(nat(11), { maxLength: 3 }), kind: constantFrom(...KINDS), end: constantFrom(...ENDS) }),
  { minLength: 1, maxLength: 12 },
);

describe('planEvent, over random graphs', () => {
  it('ends in the same state in whatever order the steps start and end', () => {
    assert(
      property(dag, array(nat(), { minLength: 60, maxLength: 60 }), (rows, choices) => {
        const nodes = rows.map((row, i) =>
          node(`n${i}`, i === 0 ? [] : [...new Set(row.needs.map((need) => `n${need % i}`))], row.kind),
        );
        // A gate is judged; nobody can lose it.
        const ends = rows.map(({ kind, end }) => (kind === 'gate' && !JUDGEMENTS.includes(end) ? 'succeed' : end));
        let state = play(snapshot(nodes), created).after;
        for (const choice of choices) {
          const judged = [...new Run(state).engineWork].map(({ planned }) => planned);
          const open = [...state.nodes.filter((one) => one.status === 'ready' || one.status === 'running'), ...judged];
          if (open.length === 0) break;
          const picked = open[choice % open.length] as PlannedNode;
          const trigger = picked.status === 'ready' ? 'start' : (ends[Number(picked.key.slice(1))] ?? 'succeed');
          state = play(state, on(picked.key, trigger)).after;
        }
        const model = modelOutcome(nodes, ends);
        expect(Object.fromEntries(state.nodes.map((one) => [one.key, one.status]))).toEqual(model.statuses);
        expect(state.status).toBe(model.execution);
      }),
      { numRuns: 300 },
    );
  });

  it('plans the same with a run that is kept as with one that is read anew at every event', () => {
    assert(
      property(
        dag,
        array(tuple(nat(), constantFrom(...NODE_TRIGGERS)), { maxLength: 60 }),
        nat(90),
        (rows, moves, cancelAt) => {
          const nodes = rows.map((row, i) =>
            node(`n${i}`, i === 0 ? [] : row.needs.map((need) => `n${need % i}`), row.kind),
          );
          const kept = new Run(snapshot(nodes));
          let state = snapshot(nodes);
          const events = [created, ...moves.map(([choice, trigger]) => on(`n${choice % nodes.length}`, trigger))];
          events.splice(cancelAt, 0, { type: 'cancel_requested' });
          for (const event of events) {
            const anew = new Run(state);
            expect(planEvent(kept, event)).toEqual(planEvent(anew, event));
            state = snapshotOf(anew);
            expect(snapshotOf(kept)).toEqual(state);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('always settles after a cancel, and every command is legal by the machines', () => {
    assert(
      property(
        dag,
        array(tuple(nat(), constantFrom<NodeTrigger>('start', 'succeed', 'fail', 'lose', 'cancel')), { maxLength: 40 }),
        nat(39),
        (rows, moves, cancelAt) => {
          const nodes = rows.map((row, i) =>
            node(`n${i}`, i === 0 ? [] : row.needs.map((need) => `n${need % i}`), row.kind),
          );
          let state = play(snapshot(nodes), created).after;
          moves.forEach(([choice, trigger], index) => {
            const event: ExecutionEvent =
              index === cancelAt ? { type: 'cancel_requested' } : on(`n${choice % nodes.length}`, trigger);
            expectLegal(state, event);
            state = play(state, event).after;
          });
          state = play(state, { type: 'cancel_requested' }).after;
          for (const one of state.nodes) if (one.status === 'running') state = play(state, on(one.key, 'cancel')).after;
          expect(state.nodes.every((one) => nodeMachine.isTerminal(one.status))).toBe(true);
          expect(executionMachine.isTerminal(state.status)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function expectLegal(before: ExecutionSnapshot, event: ExecutionEvent): void {
  for (const command of planEvent(new Run(before), event) ?? []) {
    if (command.type === 'move_node')
      expect(nodeMachine.next(command.from, command.trigger)).toEqual({ ok: true, to: command.to });
    if (command.type === 'move_execution')
      expect(executionMachine.next(command.from, command.trigger)).toEqual({ ok: true, to: command.to });
  }
}
