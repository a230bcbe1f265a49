import { array, assert, boolean, constantFrom, nat, property, record } from 'fast-check';
import { admitted, created, on, play } from '../../test/planned-runs.js';
import type { NodeDefinition } from '../definitions/definition.js';
import { upstreamOf } from '../definitions/upstream.graph.js';
import { WHENS } from '../definitions/when.rules.js';
import type { ExecutionEvent, Report } from '../engine/execution-planner.js';
import { type NodeEnd, type NodeRules, NO_RULES } from '../engine/node-turn.rules.js';
import { nodeMachine, type NodeStatus } from '../engine/node.machine.js';
import { type ExecutionSnapshot, type PlannedNode, Run } from '../engine/run.graph.js';
import { planReplay } from './replay-plan.js';
import type { RecordedNode, ReplayChoice, ReplayPlan } from './replay-choice.js';

type Kind = 'shell' | 'checkout' | 'http' | 'approval' | 'deploy';

const recorded = (
  key: string,
  needs: string[] = [],
  more: { kind?: Kind; status?: NodeStatus; rules?: Partial<NodeRules> } = {},
): RecordedNode => ({
  key,
  definition: { key, name: key, needs, timeoutMs: 1, kind: more.kind ?? 'shell' } as unknown as NodeDefinition,
  rules: { ...NO_RULES, ...more.rules },
  status: more.status ?? 'succeeded',
});

const choice = (more: Partial<ReplayChoice>): ReplayChoice => ({
  ...{ from: [], failedOnly: false, changedInputs: [], deployable: { now: true, then: true } },
  ...more,
});

function plannedFor(nodes: RecordedNode[], more: Partial<ReplayChoice>): ReplayPlan {
  const planned = planReplay(nodes, choice(more));
  if ('refusal' in planned) throw new Error(JSON.stringify(planned.refusal));
  return planned.plan;
}
const againOf = (nodes: RecordedNode[], more: Partial<ReplayChoice>): Record<string, string> =>
  Object.fromEntries(plannedFor(nodes, more).again);

const LINE = [
  recorded('co', [], { kind: 'checkout' }),
  recorded('build', ['co']),
  recorded('ask', ['build'], { kind: 'approval' }),
  recorded('stage', ['ask'], { kind: 'deploy' }),
  recorded('probe', ['stage'], { kind: 'http' }),
];

describe('planReplay', () => {
  it('does everything again where nothing is chosen', () => {
    expect(Object.keys(againOf(LINE, {}))).toEqual(['co', 'build', 'ask', 'stage', 'probe']);
  });

  it('does again what is chosen and everything after it, and nothing else', () => {
    expect(againOf(LINE, { from: ['stage'] })).toEqual({ stage: 'chosen', probe: 'after' });
    expect(againOf(LINE, { from: ['probe', 'stage'] })).toEqual({ stage: 'chosen', probe: 'chosen' });
  });

  it('brings the workspace back for a step, which waits for it, and for nothing that reads no files', () => {
    const nodes = [...LINE, recorded('smoke', ['stage'])];
    const plan = plannedFor(nodes, { from: ['smoke'] });
    expect(Object.fromEntries(plan.again)).toEqual({ smoke: 'chosen', co: 'workspace' });
    expect(Object.fromEntries(plan.waits)).toEqual({ build: [], smoke: ['stage', 'co'] });
    expect(plannedFor(nodes, { from: ['probe'] }).waits).toEqual(new Map());
  });

  it('does not add to what a step waits for what it waits for anyway', () => {
    const plan = plannedFor(LINE, { from: ['build'] });
    expect(plan.again.get('co')).toBe('workspace');
    expect(plan.waits).toEqual(new Map());
  });

  it('retries what failed, errored, got lost or was cancelled, with what comes after it', () => {
    const nodes = [
      recorded('a', [], { status: 'failed' }),
      recorded('b', ['a'], { status: 'skipped' }),
      recorded('c', [], { status: 'timed_out' }),
      recorded('d', [], { status: 'errored' }),
      recorded('e', [], { status: 'cancelled' }),
      recorded('f', [], { status: 'unknown' }),
      recorded('allowed', [], { status: 'failed', rules: { isTolerant: true } }),
      recorded('well', []),
      recorded('clean', ['a', 'well'], { rules: { when: 'always' } }),
    ];
    const failed = { a: 'failed', c: 'failed', d: 'failed', e: 'failed', f: 'failed' };
    expect(againOf(nodes, { failedOnly: true })).toEqual({ ...failed, b: 'after', clean: 'after' });
    expect(againOf(nodes, { failedOnly: true, from: ['well'] })).toMatchObject({ ...failed, well: 'chosen' });
  });

  it.each<[string, RecordedNode[], Partial<ReplayChoice>, object]>([
    ['nothing that failed', LINE, { failedOnly: true }, { code: 'nothing_failed' }],
    ['a node that is not there', LINE, { from: ['build', 'x', 'y'] }, { code: 'node_missing', keys: ['x', 'y'] }],
    [
      'one whose need failed',
      [recorded('a', [], { status: 'failed' }), recorded('z'), recorded('b', ['z', 'a'], { status: 'skipped' })],
      { from: ['b'] },
      { code: 'upstream_not_met', key: 'b', needs: ['a'] },
    ],
    [
      'one that is there for failures, where nothing failed',
      [recorded('a'), recorded('b', ['a'], { status: 'skipped', rules: { when: 'failure' } })],
      { from: ['b'] },
      { code: 'upstream_not_met', key: 'b', needs: [] },
    ],
  ])('refuses %s', (_what, nodes, more, refusal) => {
    expect(planReplay(nodes, choice(more))).toEqual({ refusal });
  });

  it('takes one whose need failed where that is done again too, and one that is there for failures', () => {
    const nodes = [
      recorded('a', [], { status: 'failed' }),
      recorded('b', ['a'], { status: 'skipped' }),
      recorded('clean', ['b'], { rules: { when: 'always' } }),
    ];
    expect(againOf(nodes, { from: ['a', 'b'] })).toMatchObject({ a: 'chosen', b: 'chosen' });
    expect(againOf(nodes, { from: ['clean'] })).toEqual({ clean: 'chosen' });
  });

  it('rests on no approval of other inputs, and on every one where they are the same', () => {
    const nodes = [...LINE, recorded('other', [], { kind: 'approval' })];
    expect(againOf(nodes, { from: ['probe'] })).toEqual({ probe: 'chosen' });
    expect(againOf(nodes, { from: ['probe'], changedInputs: ['target'] })).toEqual({
      ...{ probe: 'chosen', ask: 'asked_again', stage: 'after' },
    });
  });

  it('asks again for a deployment that a rule of then had skipped, when the rule is another one now', () => {
    const nodes = [recorded('a'), recorded('d', ['a'], { kind: 'deploy', status: 'skipped' }), recorded('z')];
    expect(againOf(nodes, { from: ['z'], deployable: { now: true, then: false } })).toEqual({
      ...{ z: 'chosen', d: 'rule_changed' },
    });
    expect(againOf(nodes, { from: ['z'] })).toEqual({ z: 'chosen' });
  });
});

interface Fate {
  holds: boolean;
  end: Report;
}
const ENDS: Report[] = ['succeed', 'succeed', 'succeed', 'succeed', 'fail', 'error', 'time_out', 'lose', 'cancel'];
const fate = record({ holds: boolean(), end: constantFrom(...ENDS) });
const dag = array(
  record({
    needs: array(nat(11), { maxLength: 3 }),
    kind: constantFrom('shell' as const, 'shell' as const, 'http' as const, 'checkout' as const),
    when: constantFrom('success' as const, 'success' as const, 'success' as const, ...WHENS),
    isConditional: boolean(),
    isTolerant: boolean(),
    fates: record({ then: fate, now: fate }),
  }),
  { minLength: 2, maxLength: 12 },
);
type Rows = Parameters<Parameters<typeof dag.map>[0]>[0];
type Planned = PlannedNode & { rules: NodeRules };

const plannedOf = (rows: Rows): Planned[] =>
  rows.map(({ needs, kind, when, isConditional, isTolerant }, i) => ({
    ...{
      key: `n${i}`,
      kind,
      status: 'pending',
      attempt: 1,
      startedAt: null,
      rules: { when, isConditional, isTolerant, retries: 0, isGuided: false },
    },
    needs: i === 0 ? [] : [...new Set(needs.map((need) => `n${need % i}`))],
  }));

function eventsOf(state: ExecutionSnapshot, fates: Fate[]): ExecutionEvent[] {
  const run = new Run(state);
  return [...run.nodes.values()].flatMap((one): ExecutionEvent[] => {
    const { key } = one.planned;
    const { holds, end } = fates[Number(key.slice(1))] as Fate;
    if (run.engineWork.has(one)) return [one.rules.isConditional && !holds ? on(key, 'skip') : admitted(key)];
    if (one.status === 'ready') return [on(key, 'start')];
    return one.status === 'running' ? [on(key, end)] : [];
  });
}

/** Plays a run to its end. */
function played(nodes: readonly PlannedNode[], fates: Fate[]): { after: ExecutionSnapshot; did: string[] } {
  let { after, did } = play({ status: 'queued', deployable: true, nodes }, created);
  for (let open = eventsOf(after, fates); open[0]; open = eventsOf(after, fates)) {
    const step = play(after, open[0]);
    after = step.after;
    did = [...did, ...step.did];
  }
  return { after, did };
}

interface ModelEnd {
  status: NodeStatus;
  end: NodeEnd;
}

// An account of how a node ends by its needs alone, without order or events.
function modelEnd(rules: NodeRules, { holds, end }: Fate, needs: NodeEnd[]): ModelEnd {
  const isAfterFailure = needs.includes('failed');
  const wants = { success: needs.every((need) => need === 'met'), failure: isAfterFailure, always: true };
  if (!wants[rules.when]) return { status: 'skipped', end: isAfterFailure ? 'failed' : 'unmet' };
  if (rules.isConditional && !holds) return { status: 'skipped', end: 'met' };
  const step = nodeMachine.next('running', end);
  const isMet = end === 'succeed' || (rules.isTolerant && (end === 'fail' || end === 'time_out'));
  return { status: step.ok ? step.to : 'unknown', end: isMet ? 'met' : 'failed' };
}

function modelOf(nodes: readonly Planned[], fates: Fate[], kept: ReadonlyMap<string, ModelEnd>): Map<string, ModelEnd> {
  const ends = new Map<string, ModelEnd>();
  nodes.forEach(({ key, needs, rules }, i) => {
    const of = needs.map((need) => ends.get(need)?.end ?? 'met');
    ends.set(key, kept.get(key) ?? modelEnd(rules, fates[i] as Fate, of));
  });
  return ends;
}

/** The checkouts that a step cannot do without and that it would not wait for: between them lies only what has ended. */
function forgotten(step: Planned, nodes: readonly Planned[], again: ReplayPlan['again']): string[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const isAgainCheckout = ({ key, kind }: Planned): boolean => kind === 'checkout' && again.get(key) === 'workspace';
  const waited = new Map<string, Planned>();
  const walk = (node: Planned): void =>
    node.needs.forEach((need) => {
      const before = byKey.get(need);
      if (!before || !again.has(need) || waited.has(need)) return;
      waited.set(need, before);
      walk(before);
    });
  walk(step);
  const before = upstreamOf(step.key, byKey).filter(isAgainCheckout);
  return before.map(({ key }) => key).filter((key) => !waited.has(key));
}

/** Plays a graph, runs it again as asked, and holds the end against the model; false where that is refused. */
function holdsReplay(rows: Rows, asked: Partial<ReplayChoice>): boolean {
  const nodes = plannedOf(rows);
  const then = rows.map(({ fates }) => fates.then);
  const first = played(nodes, then).after.nodes;
  const before = modelOf(nodes, then, new Map());
  const records = first.map(({ key, needs, kind, status, rules = NO_RULES }) =>
    recorded(key, [...needs], { kind: kind as Kind, status, rules }),
  );
  const planned = planReplay(records, choice(asked));
  if ('refusal' in planned) {
    expectRefusable(planned.refusal, nodes, before);
    return false;
  }
  const { again, waits } = planned.plan;
  const next = first.map((node) => ({
    ...node,
    needs: waits.get(node.key) ?? node.needs,
    isCopied: !again.has(node.key),
  }));
  const now = rows.map(({ fates }) => fates.now);
  const { after, did } = played(
    next.map((node) => (node.isCopied ? node : { ...node, status: 'pending' as const, startedAt: null })),
    now,
  );
  const kept = new Map([...before].filter(([key]) => !again.has(key)));
  const waiting = nodes.map((node) => {
    if (node.kind !== 'shell' || !again.has(node.key)) return node;
    return { ...node, needs: [...node.needs, ...forgotten(node, nodes, again)] };
  });
  const model = modelOf(waiting, now, kept);
  expect(after.nodes.map(({ key, status }) => [key, status])).toEqual(
    [...model].map(([key, { status }]) => [key, status]),
  );
  for (const key of kept.keys()) expect(did.filter((move) => move.startsWith(`${key}:`))).toEqual([]);
  return true;
}

describe('a replay, over random graphs', () => {
  it('ends as a model says that knows no events, and never moves what it took over', () => {
    let replays = 0;
    assert(
      property(dag, nat(), nat(2), (rows, chosen, kind) => {
        const asked = kind === 0 ? { failedOnly: true } : { from: [`n${chosen % rows.length}`] };
        replays += holdsReplay(rows, asked) ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    expect(replays).toBeGreaterThan(100);
  });
});

function expectRefusable(
  refusal: { code: string; key?: string },
  nodes: readonly Planned[],
  ends: ReadonlyMap<string, ModelEnd>,
): void {
  if (refusal.code === 'nothing_failed') {
    expect([...ends.values()].filter(({ status, end }) => status !== 'skipped' && end === 'failed')).toEqual([]);
    return;
  }
  const node = nodes.find(({ key }) => key === refusal.key) as Planned;
  const isWanted = modelEnd(
    node.rules,
    { holds: true, end: 'succeed' },
    node.needs.map((need) => ends.get(need)?.end ?? 'met'),
  );
  expect([refusal.code, isWanted.status]).toEqual(['upstream_not_met', 'skipped']);
}
