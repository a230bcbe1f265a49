import {
  type ConditionContext,
  type ConditionNode,
  judge,
  MAX_CONDITION_LENGTH,
  readCondition,
} from './condition.rules.js';

const NODES: Record<string, ConditionNode> = {
  build: { status: 'succeeded', outputs: { coverage: '87', url: 'http://x' } },
  scan: { status: 'failed', outputs: {} },
};
const context: ConditionContext = {
  branch: 'main',
  inputs: { count: 3, dryRun: false },
  matrix: { os: 'alpine' },
  keys: () => Object.keys(NODES),
  node: (key) => NODES[key],
};

describe('judge', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['branch == "main"', true],
    ['branch.matches("^rel")', false],
    ['int(nodes.build.outputs.coverage) >= 80', true],
    ['inputs.count == 3 && inputs.count > 2.5 && !inputs.dryRun', true],
    ['has(inputs.nothing)', false],
    ['matrix.os == "alpine"', true],
    ['nodes["build"].outputs.url == "http://y"', false],
    ['nodes.all(key, nodes[key].status == "succeeded")', false],
    ['has(nodes.build.outputs.url) && !has(nodes.build.outputs.nothing)', true],
  ])('%s', (text, holds) => expect(judge(text, context)).toEqual({ holds }));

  it.each([
    ['nodes.test.status == "succeeded"', 'field not found: test'],
    ['nodes.build.outputs.nothing == "x"', 'field not found: nothing'],
    ['branch', 'it gives no truth value'],
    ['unheard_of', 'unresolved attribute'],
    ['1 +', '1:3: found + but expecting end of input'],
    ['int(branch) > 0', expect.stringContaining('main')],
  ])('%s is trouble', (text, trouble) => expect(judge(text, context)).toEqual({ trouble }));

  it('looks only at the nodes that are named', () => {
    const node = jest.fn(context.node);
    const keys = jest.fn(context.keys);
    judge('nodes.build.status == "x" || nodes["scan"].status == "y"', { ...context, node, keys });
    expect(node.mock.calls.flat().toSorted()).toEqual(['build', 'scan']);
    expect(keys).not.toHaveBeenCalled();
  });
});

describe('readCondition', () => {
  it.each([
    ['nodes.build.status == "x" && branch == "main"', ['build']],
    ['nodes["build"].status == "x"', ['build']],
    ['nodes.all(key, nodes[key].status == "x")', []],
  ])('%s names %j', (text, nodes) => expect(readCondition(text)).toEqual({ nodes }));

  it.each([
    ['1 +', 'the condition cannot be read: 1:3'],
    ['[1].all(x, [2].all(y, x < y))', 'a loop of the condition is inside of another'],
    ['('.repeat(MAX_CONDITION_LENGTH), 'the condition cannot be read'],
  ])('%s is refused', (text, problem) =>
    expect(readCondition(text)).toEqual({ problem: expect.stringContaining(problem) as string }),
  );

  it('takes a pattern that would run for ever elsewhere', () =>
    expect(judge(`"${'a'.repeat(40)}!".matches("^(a+)+$")`, context)).toEqual({ holds: false }));
});
