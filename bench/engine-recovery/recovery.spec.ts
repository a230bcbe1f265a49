import type { Shape } from '../engine/workload.ts';
import { recoveryGate } from './recovery-gate.ts';
import { engineShape, stepsShape, workMsOf } from './recovery-shapes.ts';
import { type Kill, type NodeRecord, progressAfter, type RunRecord, standstills } from './standstill.ts';

const shape: Shape = {
  id: 'small',
  nodes: [
    { key: 'a', needs: [] },
    { key: 'step', needs: ['a'], run: ['sleep 0.2'] },
    { key: 'b', needs: ['step'], waitSeconds: 1 },
  ],
};
const ended = (endedAt: number, status = 'succeeded'): NodeRecord => ({ status, endedAt });
const run = (nodes: Record<string, NodeRecord>): RunRecord => ({
  ...{ id: 'r', shape, at: 1_000, nodes: new Map(Object.entries(nodes)) },
});
const whole = run({ a: ended(1_010), step: ended(1_500), b: ended(2_600) });
const kill = (victim: Kill['victim'], at: number): Kill => ({ victim, at, readyMs: 500 });

describe('shapes that are killed', () => {
  it('know what their nodes take by themselves', () => {
    expect(shape.nodes.map(workMsOf)).toEqual([0, 200, 1_000]);
    expect(engineShape().nodes.filter((node) => workMsOf(node) > 0)).toHaveLength(4);
    expect(stepsShape('/f').nodes.filter((node) => workMsOf(node) > 0)).toHaveLength(4);
  });
});

describe('how long a node stands still', () => {
  it('counts from when it could have begun to its end, less what it takes by itself', () => {
    expect(standstills(whole, []).map(({ ms }) => ms)).toEqual([10, 290, 100]);
  });

  it('says which were under way when something died that they needed', () => {
    const met = (...kills: Kill[]) =>
      standstills(whole, kills)
        .filter((still) => still.met)
        .map(({ key }) => key);
    expect(met(kill('service', 1_005))).toEqual(['a']);
    expect(met(kill('runner', 1_005), kill('runner', 2_000))).toEqual([]);
    expect(met(kill('runner', 1_200), kill('service', 2_000))).toEqual(['step', 'b']);
  });

  it('leaves out what did not succeed', () => {
    const lost = run({ a: ended(1_010), step: ended(9_000, 'unknown'), b: { status: 'skipped', endedAt: null } });
    expect(standstills(lost, []).map(({ key }) => key)).toEqual(['a']);
  });
});

describe('progress after a death', () => {
  const moves = [
    { at: 950, key: 'a', to: 'succeeded' },
    { at: 1_040, key: 'a', to: 'succeeded' },
    { at: 1_700, key: null, to: 'running' },
    { at: 1_800, key: 'step', to: 'ready' },
    { at: 1_900, key: 'step', to: 'running' },
  ];
  const isStep = (key: string): boolean => key === 'step';

  it('is the first move after the service, but for what the dead had still asked for', () => {
    expect(progressAfter('service', [kill('service', 1_000)], moves, isStep)).toEqual([700]);
  });

  it('is the first that a runner does to a step after a runner', () => {
    const kills = [kill('runner', 1_000), kill('service', 1_000), kill('runner', 1_850)];
    expect(progressAfter('runner', kills, moves, isStep)).toEqual([900]);
  });
});

describe('the gate of killed runs', () => {
  const once = { startsOf: () => 1, succeededTwice: 0 };

  it('passes what ended as it should', () => {
    const gate = { acked: 3, stored: 3, lost: 0, dup: 0, wrong: 0 };
    expect(recoveryGate([whole], once)).toEqual({ gate, unknown: 0 });
  });

  it.each([
    ['a node without an end', { step: { status: 'running', endedAt: null } }, once, { lost: 1 }],
    ['a step that never began', {}, { ...once, startsOf: () => 0 }, { lost: 1 }],
    ['a step that began twice', {}, { ...once, startsOf: () => 2 }, { dup: 1 }],
    ['a node that succeeded twice', {}, { ...once, succeededTwice: 1 }, { dup: 1 }],
    ['an end that nothing asks for', { b: ended(2_600, 'failed') }, once, { wrong: 1 }],
    ['what was skipped for no reason', { b: ended(2_600, 'skipped') }, once, { wrong: 1 }],
    ['too many steps that nobody knows of', { step: ended(9_000, 'unknown') }, once, { lost: 1 }],
  ])('finds %s', (_, nodes, witnesses, found) => {
    const spoilt = {
      ...whole,
      nodes: new Map([...whole.nodes, ...Object.entries(nodes as Record<string, NodeRecord>)]),
    };
    expect(recoveryGate([spoilt], witnesses).gate).toMatchObject({ lost: 0, dup: 0, wrong: 0, ...found });
  });

  it('lets a twentieth of the steps be unknown, with what is skipped behind them', () => {
    const unknown = run({ a: ended(1_010), step: ended(9_000, 'unknown'), b: { status: 'skipped', endedAt: null } });
    const others = Array.from({ length: 19 }, () => whole);
    expect(recoveryGate([unknown, ...others], once)).toEqual({
      ...{ unknown: 1, gate: { acked: 60, stored: 58, lost: 0, dup: 0, wrong: 0 } },
    });
  });
});
