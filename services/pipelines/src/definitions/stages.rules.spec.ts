import type { NodeDefinition } from './definition.js';
import { parseDefinition } from './definition-parser.js';
import { followersOf, type Stage, stageOf, STAGES } from './stages.rules.js';

/** The edge rules of the predecessor's flow validator, row by row. */
const GIVEN: Record<Stage, string> = {
  source: 'build test security deploy',
  build: 'test security deploy checkpoint approval parallel',
  test: 'security deploy checkpoint approval build parallel',
  security: 'deploy checkpoint approval test parallel',
  checkpoint: 'approval deploy rollback',
  approval: 'deploy rollback',
  deploy: 'rollback',
  rollback: 'deploy build',
  parallel: 'test security build checkpoint',
};
const pairs = STAGES.flatMap((before) => STAGES.map((after) => [before, after] as const));
const file = (before: string, after: string): string =>
  `name: p\nnodes:\n  a: { kind: shell, run: x, stage: ${before} }\n  b: { kind: shell, run: x, needs: [a], stage: ${after} }\n`;
const problemsOf = (source: string): unknown => {
  const parsed = parseDefinition(source);
  return 'problems' in parsed ? parsed.problems : [];
};
const nodesOf = (source: string): NodeDefinition[] => {
  const parsed = parseDefinition(`name: p\nnodes:\n${source}`);
  return 'definition' in parsed ? parsed.definition.nodes : [];
};

describe('the stages of a pipeline', () => {
  it('follow each other as given, and after a deployment goes on what checks it or leads to the next', () => {
    const { deploy, ...rows } = Object.fromEntries(STAGES.map((stage) => [stage, followersOf(stage).join(' ')]));
    expect({ ...rows, deploy: deploy?.split(' ')[0] }).toEqual(GIVEN);
    expect(followersOf('deploy')).toEqual(['rollback', 'test', 'checkpoint', 'approval']);
  });

  it.each(pairs)('%s → %s is a mistake where it may not be, at the need', (before, after) => {
    const message = `b (${after}) cannot come after a (${before}); after ${before} may come ${followersOf(before).join(', ')}`;
    const isAllowed = followersOf(before).includes(after);
    expect(problemsOf(file(before, after))).toEqual(isAllowed ? [] : [{ line: 4, column: 37, message }]);
  });

  it('are only held against each other where the file states both', () =>
    expect(
      problemsOf(
        'name: p\nnodes:\n  a: { kind: approval, title: x }\n  b: { kind: shell, run: x, needs: [a], stage: build }\n',
      ),
    ).toEqual([]));

  it('say nothing of what a block waits for, and of a matrix they speak as of one node', () => {
    const blocks = `name: p\nnodes:\n  a: { kind: checkout, stage: source }\nonFailure:\n  r: { kind: shell, run: x, stage: rollback }\n`;
    expect(problemsOf(blocks)).toEqual([]);
    const matrix = `name: p\nnodes:\n  a: { kind: shell, run: x, stage: deploy, matrix: { n: [1, 2] } }\n  b: { kind: shell, run: x, stage: build, needs: [a] }\n`;
    expect(problemsOf(matrix)).toEqual([expect.objectContaining({ line: 4, column: 51 })]);
  });

  it.each<[string, string, Stage | undefined]>([
    ['what the file says', 'build: { kind: shell, run: x, stage: rollback }', 'rollback'],
    ['a checkout', 'x: { kind: checkout }', 'source'],
    ['a gate', `x: { kind: gate, condition: 'true' }`, 'checkpoint'],
    ['an approval', 'test: { kind: approval, title: x }', 'approval'],
    ['a promotion', 'x: { kind: promote, service: s, from: a, to: b }', 'deploy'],
    ['a report', 'x: { kind: shell, run: x, artifacts: [{ name: a, path: a, report: junit }] }', 'test'],
    ['a scan', 'x: { kind: shell, run: x, artifacts: [{ name: a, path: a, report: trivy }] }', 'security'],
    ['a word of the key', 'unit-test: { kind: shell, run: x }', 'test'],
    ['no word of the key', 'testify: { kind: shell, run: x }', undefined],
    ['a wait', 'soak: { kind: wait, for: 1d }', undefined],
  ])('are told from %s', (_what, node, stage) =>
    expect(nodesOf(`  ${node}\n`).map((one) => stageOf(one))).toEqual([stage]),
  );

  it('refuse a word that is none', () =>
    expect(problemsOf('name: p\nnodes:\n  a: { kind: checkout, stage: middle }\n')).toEqual([
      { line: 3, column: 31, message: `stage must be one of ${STAGES.join(', ')}` },
    ]));
});
