import { type ComparedNode, compareInputs, compareNodes, type NodeDifference } from './comparison.rules.js';

const node = (more: Partial<ComparedNode> = {}): ComparedNode => ({
  ...{ id: 'id', key: 'a', name: 'A', kind: 'shell', definition: '{}', status: 'succeeded', attempt: 1 },
  ...{ queuedMs: 10, durationMs: 1_000, outputs: { v: '1' } },
  ...{ artifacts: new Map([['app', 'sha256:1']]), evidence: new Map([['coverage', 1]]) },
  ...more,
});

describe('compareNodes', () => {
  it.each<[NodeDifference[], Partial<ComparedNode>]>([
    [[], {}],
    [[], { id: 'other', queuedMs: 100_000, durationMs: 5_900 }],
    [['status'], { status: 'failed' }],
    [['definition'], { definition: '{"x":1}' }],
    [['attempts'], { attempt: 2 }],
    [['outputs'], { outputs: { v: '2' } }],
    [['outputs'], { outputs: {} }],
    [['artifacts'], { artifacts: new Map([['app', 'sha256:2']]) }],
    [['evidence'], { evidence: new Map([['coverage', 2]]) }],
    [['duration'], { durationMs: 6_000 }],
    [[], { durationMs: null }],
    [['status', 'outputs'], { status: 'failed', outputs: {} }],
  ])('finds %j', (differences, more) => {
    expect(compareNodes([node()], [node(more)])[0]?.differences).toEqual(differences);
    expect(compareNodes([node(more)], [node()])[0]?.differences).toEqual(differences);
  });

  it('finds a long step half as long again, and not less', () => {
    const [long, longer] = [node({ durationMs: 100_000 }), node({ durationMs: 149_000 })];
    expect(compareNodes([long], [longer])[0]?.differences).toEqual([]);
    expect(compareNodes([long], [node({ durationMs: 150_000 })])[0]?.differences).toEqual(['duration']);
  });

  it('has those that only one side has, in the order of the left one and then of the right one', () => {
    const nodes = compareNodes([node({ key: 'b' }), node()], [node(), node({ key: 'c' })]);
    expect(nodes.map(({ key, differences, left, right }) => [key, differences, left?.key, right?.key])).toEqual([
      ['b', ['presence'], 'b', undefined],
      ['a', [], 'a', 'a'],
      ['c', ['presence'], undefined, 'c'],
    ]);
  });
});

it('compares inputs by name, a missing one too', () => {
  expect(compareInputs({ b: 1, a: 'x' }, { a: 'x', b: 2, c: false })).toEqual([
    { name: 'a', left: 'x', right: 'x', isSame: true },
    { name: 'b', left: 1, right: 2, isSame: false },
    { name: 'c', left: null, right: false, isSame: false },
  ]);
});
