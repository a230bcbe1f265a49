import { array, assert, boolean, constantFrom, nat, property, record, tuple } from 'fast-check';
import {
  admitted,
  answered,
  cancel,
  created,
  due,
  node,
  on,
  pause,
  play,
  resume,
  snapshot,
  snapshotOf,
} from '../../test/planned-runs.js';
import { FAILURE_CHOICES, type FailureChoice } from '../definitions/failure-question.rules.js';
import { workerOf } from '../definitions/node-kinds.rules.js';
import { WHENS } from '../definitions/when.rules.js';
import { executionMachine } from './execution.machine.js';
import { type ExecutionEvent, planEvent, type Report } from './execution-planner.js';
import { type NodeEnd, type NodeRules, NO_RULES } from './node-turn.rules.js';
import { NODE_TRIGGERS, nodeMachine, type NodeStatus } from './node.machine.js';
import { type ExecutionSnapshot, type PlannedNode, Run, type RunNode } from './run.graph.js';

/** What happens to a node when its turn comes. */
interface Fate {
  /** Whether its condition holds, if it has one. */
  holds: boolean;
  /** Whether its first attempt fails. */
  isFlaky: boolean;
  end: Report;
  /** What a person says when it has failed and is asked about. A retry is followed by the second. */
  answers: [FailureChoice, Exclude<FailureChoice, 'retry'>];
}

const ENDS: Report[] = ['succeed', 'succeed', 'succeed', 'fail', 'error', 'time_out', 'lose', 'cancel'];
const JUDGEMENTS: Report[] = ['succeed', 'fail', 'error'];
const KINDS = ['shell', 'http', 'checkout', 'gate', 'wait', 'approval', 'pipeline'] as const;

// Node i may need nodes before it, so the graph has no circle.
const dag = array(
  record({
    needs: array(nat(11), { maxLength: 3 }),
    kind: constantFrom(...KINDS),
    when: constantFrom('success' as const, 'success' as const, ...WHENS),
    isConditional: boolean(),
    isTolerant: boolean(),
    retries: nat(2),
    isGuided: boolean(),
    fate: record({
      ...{ holds: boolean(), isFlaky: boolean(), end: constantFrom(...ENDS) },
      answers: tuple(constantFrom(...FAILURE_CHOICES), constantFrom('skip' as const, 'abort' as const)),
    }),
  }),
  { minLength: 1, maxLength: 12 },
);
type Rows = Parameters<Parameters<typeof dag.map>[0]>[0];

const isAttempted = (kind: PlannedNode['kind']): boolean => workerOf(kind) === 'runner';

function nodesOf(rows: Rows): PlannedNode[] {
  return rows.map(({ needs, kind, when, isConditional, isTolerant, retries, isGuided }, i) => ({
    ...node(`n${i}`, i === 0 ? [] : [...new Set(needs.map((need) => `n${need % i}`))], kind),
    rules: {
      ...{ when, isConditional, isTolerant, retries: isAttempted(kind) ? retries : 0 },
      isGuided: isAttempted(kind) && isGuided,
    },
  }));
}

/** A gate is judged and people are asked, which nobody can lose, and a wait has no other end. */
function fatesOf(rows: Rows): Fate[] {
  return rows.map(({ kind, fate }) => {
    if (kind === 'wait') return { ...fate, isFlaky: false, end: 'succeed' };
    if (kind === 'gate') return { ...fate, isFlaky: false, end: JUDGEMENTS.includes(fate.end) ? fate.end : 'succeed' };
    if (kind === 'approval') return { ...fate, isFlaky: false, end: fate.end === 'lose' ? 'succeed' : fate.end };
    return fate;
  });
}

interface ModelEnd {
  status: NodeStatus;
  end: NodeEnd;
  isTolerated: boolean;
}

// A second, independent account of how an execution ends: by the needs alone, without order or events.
function modelOutcome(
  nodes: PlannedNode[],
  fates: Fate[],
): { statuses: Record<string, NodeStatus>; execution: string } {
  const ends = new Map<string, ModelEnd>();
  nodes.forEach((one, index) => ends.set(one.key, modelEnd(one, fates[index] as Fate, ends)));
  const all = [...ends.values()];
  const counted = all.filter(({ isTolerated }) => !isTolerated).map(({ status }) => status);
  const worst = (['unknown', 'errored', 'failed', 'timed_out'] as const).find((status) => counted.includes(status));
  const good = counted.length < all.length ? 'warning' : 'succeeded';
  const cancelled = nodes.filter(({ key }) => ends.get(key)?.status === 'cancelled');
  const isTakenBack = cancelled.every(({ kind }) => kind === 'approval');
  return {
    statuses: Object.fromEntries([...ends].map(([key, { status }]) => [key, status])),
    execution: worst ?? (cancelled.length === 0 ? good : isTakenBack ? 'cancelled' : 'failed'),
  };
}

function modelEnd(one: PlannedNode, fate: Fate, before: Map<string, ModelEnd>): ModelEnd {
  const { needs, rules = NO_RULES } = one;
  const of = needs.map((need) => before.get(need)?.end);
  const isAfterFailure = of.includes('failed');
  const wants = { success: of.every((end) => end === 'met'), failure: isAfterFailure, always: true };
  const skipped = { status: 'skipped' as const, isTolerated: false };
  if (!wants[rules.when]) return { ...skipped, end: isAfterFailure ? 'failed' : 'unmet' };
  if (rules.isConditional && !fate.holds) return { ...skipped, end: 'met' };
  return attempted(rules, fate);
}

/** What the attempts come to: a flaky one fails once, and is tried again by itself or because a person says so. */
function attempted({ isTolerant, retries, isGuided }: NodeRules, { isFlaky, end, answers }: Fate): ModelEnd {
  const first = isFlaky && retries === 0 ? 'fail' : end;
  const isAsked = isGuided && isFailure(first);
  const last = isAsked && answers[0] === 'retry' ? end : first;
  if (!isAsked || !isFailure(last)) return ended(last, isTolerant);
  const answer = answers[0] === 'retry' ? answers[1] : answers[0];
  return answer === 'skip' ? { status: 'skipped', end: 'met', isTolerated: true } : ended('fail', isTolerant);
}

function ended(report: Report, isTolerant: boolean): ModelEnd {
  const status = nodeMachine.next('running', report);
  const isTolerated = isTolerant && isFailure(report);
  const end = report === 'succeed' || isTolerated ? 'met' : 'failed';
  return { status: status.ok ? status.to : 'unknown', end, isTolerated };
}

const isFailure = (report: Report): boolean => report === 'fail' || report === 'time_out';

/** What may happen next in the world: runners begin and end steps, the engine judges, times come. */
function nextEvents(state: ExecutionSnapshot, fates: Fate[]): ExecutionEvent[] {
  const run = new Run(state);
  return [...run.nodes.values()].flatMap((one): ExecutionEvent[] => {
    const fate = fates[Number(one.planned.key.slice(1))] as Fate;
    return run.engineWork.has(one) ? [judgement(one, fate)] : stepOf(one, fate);
  });
}

function judgement({ planned: { key, kind }, rules }: RunNode, fate: Fate): ExecutionEvent {
  if (rules.isConditional && !fate.holds) return on(key, 'skip');
  return kind === 'gate' ? on(key, fate.end) : admitted(key);
}

function stepOf({ planned: { key, kind }, status, attempt, rules }: RunNode, fate: Fate): ExecutionEvent[] {
  if (status === 'ready') return [on(key, 'start')];
  if (status === 'running') return [on(key, fate.isFlaky && attempt === 1 ? 'fail' : fate.end)];
  if (status === 'retrying') return [due(key)];
  if (status !== 'waiting') return [];
  const answer = answered(key, fate.answers[attempt > rules.retries + 1 ? 1 : 0]);
  const answers: Partial<Record<typeof kind, ExecutionEvent>> = {
    ...{ wait: due(key), approval: on(key, fate.end), pipeline: on(key, 'start') },
  };
  return [answers[kind] ?? answer];
}

describe('planEvent, over random graphs', () => {
  it('ends in the same state in whatever order things happen, and wherever it is paused', () => {
    assert(
      property(dag, nat(), (rows, seed) => {
        const nodes = nodesOf(rows);
        const fates = fatesOf(rows);
        let state = play(snapshot(nodes), created).after;
        const draw = drawing(seed);
        for (
          let open = nextEvents(state, fates);
          open.length > 0 || state.status === 'paused';
          open = nextEvents(state, fates)
        ) {
          const turn = draw(10);
          if (state.status === 'paused' ? turn < 5 : turn === 0)
            state = play(state, state.status === 'paused' ? resume : pause).after;
          const event = open[draw(open.length)];
          if (event) state = play(state, event).after;
        }
        const model = modelOutcome(nodes, fates);
        expect(Object.fromEntries(state.nodes.map((one) => [one.key, one.status]))).toEqual(model.statuses);
        expect(state.status).toBe(model.execution);
      }),
      { numRuns: 300 },
    );
  });

  it('plans the same with a run that is kept as with one that is read anew at every event', () => {
    const reports = NODE_TRIGGERS.filter((trigger): trigger is Report => !OWN.includes(trigger));
    const kinds = constantFrom<(key: string, report: Report) => ExecutionEvent>(
      on,
      on,
      on,
      due,
      admitted,
      (key) => answered(key, 'retry'),
      (key) => answered(key, 'skip'),
      () => pause,
      () => resume,
    );
    assert(
      property(
        dag,
        array(tuple(nat(), constantFrom(...reports), kinds), { maxLength: 60 }),
        nat(90),
        (rows, moves, cancelAt) => {
          const nodes = nodesOf(rows);
          const kept = new Run(snapshot(nodes));
          let state = snapshot(nodes);
          const events = [created, ...moves.map(([choice, report, kind]) => kind(`n${choice % nodes.length}`, report))];
          events.splice(cancelAt, 0, cancel);
          for (const event of events) {
            const anew = new Run(state);
            expect(planEvent(kept, event)).toEqual(planEvent(anew, event));
            state = snapshotOf(anew, state);
            expect(snapshotOf(kept, state)).toEqual(state);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('always settles after two requests to cancel, and every command is legal by the machines', () => {
    const reports = constantFrom<Report>('start', 'succeed', 'fail', 'lose', 'cancel');
    assert(
      property(dag, array(tuple(nat(), reports), { maxLength: 40 }), nat(39), (rows, moves, cancelAt) => {
        const nodes = nodesOf(rows);
        let state = play(snapshot(nodes), created).after;
        moves.forEach(([choice, report], index) => {
          const event = index === cancelAt ? cancel : on(`n${choice % nodes.length}`, report);
          expectLegal(state, event);
          state = play(state, event).after;
        });
        state = play(state, cancel, cancel).after;
        for (const one of state.nodes) if (one.status === 'running') state = play(state, on(one.key, 'cancel')).after;
        state = play(state, cancel).after;
        expect(state.nodes.filter((one) => !nodeMachine.isTerminal(one.status))).toEqual([]);
        expect(executionMachine.isTerminal(state.status)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
function drawing(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, bound);
  };
}

const OWN: string[] = ['queue', 'wait', 'retry', 'ask', 'hold'];
function expectLegal(before: ExecutionSnapshot, event: ExecutionEvent): void {
  for (const command of planEvent(new Run(before), event) ?? []) {
    if (command.type === 'move_node')
      expect(nodeMachine.next(command.from, command.trigger)).toEqual({ ok: true, to: command.to });
    if (command.type === 'move_execution')
      expect(executionMachine.next(command.from, command.trigger)).toEqual({ ok: true, to: command.to });
  }
}
