import type { EvidenceFacts } from '../evidence/evidence-facts.rules.js';
import {
  type ConditionContext,
  type ConditionNode,
  judge,
  MAX_CONDITION_LENGTH,
  readCondition,
  speaksOfEvidence,
} from './condition.rules.js';

const NODES: Record<string, ConditionNode> = {
  build: { status: 'succeeded', outputs: { coverage: '87', url: 'http://x' } },
  scan: { status: 'failed', outputs: {} },
};
const context: ConditionContext = {
  branch: 'main',
  inputs: { count: 3, dryRun: false },
  matrix: { os: 'alpine' },
  vars: { REGION: 'eu' },
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
    ['vars.REGION == "eu" && has(vars.REGION) && !has(vars.TIER)', true],
    ['nodes["build"].outputs.url == "http://y"', false],
    ['nodes.all(key, nodes[key].status == "succeeded")', false],
    ['has(nodes.build.outputs.url) && !has(nodes.build.outputs.nothing)', true],
  ])('%s', (text, holds) => expect(judge(text, context)).toEqual({ holds }));

  it.each([
    ['nodes.test.status == "succeeded"', 'field not found: test'],
    ['nodes.build.outputs.nothing == "x"', 'field not found: nothing'],
    ['vars.TIER == "x"', 'field not found: TIER'],
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

describe('evidence in a condition', () => {
  const counts = { medium: 0, low: 0, unknown: 0, fixable: 0 };
  const waived = { highWaived: 0, mediumWaived: 0, lowWaived: 0, unknownWaived: 0 };
  const evidence: EvidenceFacts = {
    tests: { suites: 1, total: 10, passed: 8, failed: 2, skipped: 0, durationMs: 5 },
    coverage: { percent: 80, linesCovered: 80, linesTotal: 100, branchesCovered: 0, branchesTotal: 0 },
    vulnerabilities: { critical: 1, high: 3, ...counts, total: 4, criticalWaived: 1, ...waived },
    signatures: { verified: false, total: 0 },
    steps: { 'unit tests': 'passed', sast: 'running' },
  };
  const shown: ConditionContext = { ...context, evidence };

  it.each([
    ['evidence.vulnerabilities.critical == 1', true],
    ['evidence.vulnerabilities.critical + evidence.vulnerabilities.criticalWaived == 2', true],
    ['evidence.coverage.percent >= 80.0 && evidence.coverage.percent >= 80', true],
    ['evidence.steps["unit tests"] == "passed"', true],
    ['has(evidence.sbom)', false],
    ['!has(evidence.sbom) || evidence.sbom.packages > 0', true],
    ['evidence.steps.all(name, evidence.steps[name] == "passed")', false],
  ])('%s', (text, holds) => expect(judge(text, shown)).toEqual({ holds }));

  it.each([
    ['evidence.tests.failed == 0', ['evidence.tests.failed is 2']],
    ['evidence.signatures.verified', ['evidence.signatures.verified is false']],
    [
      'evidence.vulnerabilities.critical == 0 && evidence["coverage"].percent >= 80.5',
      ['evidence.vulnerabilities.critical is 1', 'evidence.coverage.percent is 80'],
    ],
    ['evidence.tests.failed < 1 || evidence.tests.failed > 5', ['evidence.tests.failed is 2']],
    ['evidence.steps.sast == "passed"', ['evidence.steps.sast is running']],
  ])('%s says what it saw', (text, seen) => expect(judge(text, shown)).toEqual({ holds: false, seen }));

  it.each([
    ['evidence.sbom.packages > 0', shown],
    ['evidence.sbom.packages > 0', context],
  ])('%s is trouble without it', (text, given) =>
    expect(judge(text, given)).toEqual({ trouble: 'there is no evidence of sbom that could be read' }),
  );

  it.each([
    ['evidence.tests.failed == 0', true],
    ['size(evidence) > 0', true],
    ['nodes.build.outputs.evidence == "evidence"', false],
  ])('%s speaks of it: %s', (text, speaks) => expect(speaksOfEvidence(text)).toBe(speaks));
});

describe('readCondition', () => {
  it.each([
    ['nodes.build.status == "x" && branch == "main"', [{ key: 'build', offset: 6 }]],
    ['nodes["build"].status == "x"', [{ key: 'build', offset: 6 }]],
    ['nodes.all(key, nodes[key].status == "x")', []],
  ])('%s names %j', (text, nodes) => expect(readCondition(text)).toEqual({ nodes }));

  it.each([
    ['1 +', 'the condition cannot be read: found + but expecting end of input', 2],
    ['[1].all(x, [2].all(y, x < y))', 'a loop of the condition is inside of another', 15],
    ['('.repeat(MAX_CONDITION_LENGTH), 'the condition cannot be read', 0],
  ])('%s is refused', (text, message, offset) =>
    expect(readCondition(text)).toEqual({ message: expect.stringContaining(message) as string, offset }),
  );

  it('takes a pattern that would run for ever elsewhere', () =>
    expect(judge(`"${'a'.repeat(40)}!".matches("^(a+)+$")`, context)).toEqual({ holds: false }));
});
