import { parse } from '@bufbuild/cel';
import { EVIDENCE_FIELDS, factsOf, type EvidenceFact } from '../evidence/evidence-facts.rules.js';
import { typeProblem } from './condition-check.rules.js';
import { scopeOf } from './condition-scope.rules.js';
import { judge } from './condition.rules.js';
import type { InputDefinition } from './inputs.rules.js';

const input = (name: string, type: InputDefinition['type']): InputDefinition => ({
  ...{ name, type, description: null, default: null, options: [] },
});
const inputs = [input('count', 'number'), input('target', 'string'), input('dry', 'boolean')];
const scope = scopeOf('now', ['build', 'unit-test'], inputs, { os: 'alpine', node: 22 });
const problem = (text: string): string | undefined => typeProblem(parse(text), scope)?.message;

describe('the types of a condition', () => {
  it.each([
    'true',
    'branch == "main" && branch.startsWith("m") || branch.matches("^rel")',
    'inputs.count > 2 && inputs.count + 1.0 >= 2.5 && -inputs.count < 0.0',
    'inputs["count"] == 3',
    '!inputs.dry ? inputs.target == "x" : inputs.target in ["a", "b"]',
    'has(nodes.build.outputs.any) && int(nodes.build.outputs.any) >= 80',
    'nodes["unit-test"].status == "succeeded"',
    'nodes.all(key, nodes[key].status == "succeeded")',
    'nodes.exists(key, key == "build")',
    'evidence.tests.failed == 0 && evidence.coverage.percent >= 80',
    'evidence.steps.all(name, evidence.steps[name] == "passed")',
    'evidence.steps["unit tests"] == "passed" && size(evidence.steps) > 1',
    'evidence.signatures.verified',
    'matrix.os == "alpine" && matrix.node >= 22',
    '[1, 2].map(x, x * 2).exists(x, x == 4)',
    '["a"].filter(x, x != branch).size() == 1',
    '[1, "a"].exists(x, x == branch)',
    '{"main": true}[branch]',
    'dyn(branch) == 1',
    'type(inputs.count) == double',
    'inputs.target != null',
    'size(inputs) > 1 && "count" in inputs',
    'timestamp("2026-01-01T00:00:00Z").getFullYear() == 2026',
    'duration("1h") + duration("1m") > duration("30m")',
  ])('%s goes together', (text) => expect(problem(text)).toBeUndefined());

  it.each([
    ['branch', 'the condition is text, no truth value'],
    ['inputs.count', 'the condition is a number, no truth value'],
    ['nodes.build', 'the condition is a mapping, no truth value'],
    ['[1].map(x, x)', 'the condition is a list, no truth value'],
    ['inputs.other == 1', 'there is no input other'],
    ['has(inputs.other)', 'there is no input other'],
    ['matrix.size == 1', 'now has no axis size'],
    ['nodes.later.status == "x"', 'now looks at later, which does not run before it'],
    ['nodes.build.state == "x"', 'a node has no state; it has status, outputs'],
    ['evidence.tests.fail == 0', /^evidence\.tests has no fail; it has suites, total,/],
    ['evidence.test.failed == 0', /^evidence has no test; it has tests,/],
    ['branches == "main"', 'there is no branches; a condition speaks of branch, inputs, vars, matrix, nodes, evidence'],
    ['inputs.count == "3"', /^a number is never equal to text;/],
    ['nodes.build.outputs.coverage >= 80', '>= cannot be used on text and a whole number'],
    ['nodes.build.outputs.coverage == 80', /^text is never equal to a whole number;/],
    ['inputs.count + 1 == 4', '+ cannot be used on a number and a whole number'],
    ['inputs.target && true', '&& needs truth values, and there is text'],
    ['inputs.target ? true : false', '? needs truth values, and there is text'],
    ['!branch', '! cannot be used on text'],
    ['branch in [1, 2]', 'text is never in a list of a whole number'],
    ['branch.contain("x")', 'there is no function contain'],
    ['branch.contains(1)', 'contains cannot be used on text and a whole number'],
    ['branch.length == 3', 'text has no field length'],
    ['inputs.count[0] == 1', 'a number has nothing at a whole number'],
    ['branch.exists(x, x == "a")', 'text cannot be gone through'],
    ['nodes.all(key, nodes[key].status == 1)', /^text is never equal to a whole number;/],
    ['[1].all(x, "a")', '&& needs truth values, and there is text'],
    ['Some{a: 1} == 1', 'there is no type Some'],
    ['int(true) == 1', 'int cannot be used on a truth value'],
  ])('%s does not', (text, expected) => expect(problem(text)).toEqual(matching(expected)));

  it('are those of the evidence as conditions see it', () => {
    const fact = (kind: EvidenceFact['kind'], summary: object): EvidenceFact => ({
      ...{ kind, name: kind, status: 'passed', summary, findings: [] },
    });
    const covered = { percent: 80.5, linesCovered: 1, linesTotal: 1, branchesCovered: 0, branchesTotal: 0 };
    const evidence = factsOf(
      [
        ...[fact('test_report', {}), fact('coverage', covered), fact('vulnerability_scan', {})],
        ...[fact('sbom', {}), fact('signature', {}), fact('ci_step', {})],
      ],
      () => false,
    );
    const named = Object.entries(evidence).flatMap(([kind, facts]) =>
      Object.keys(facts as object).map((name) => `evidence.${kind}.${name}`),
    );
    expect(Object.keys(evidence).toSorted()).toEqual([...EVIDENCE_FIELDS].toSorted());
    // Each is there, and is of the type that it is taken for: as it is judged, so it is checked.
    const context = { branch: '', inputs: {}, matrix: {}, node: () => undefined, keys: () => [], evidence };
    for (const path of named)
      for (const text of [`${path} + 1 > 0`, `${path} + 1.0 > 0.0`, `!${path}`, `${path}.size() > 0`])
        expect([text, problem(text) === undefined]).toEqual([text, 'holds' in judge(text, context)]);
  });
});

const matching = (expected: string | RegExp): unknown =>
  typeof expected === 'string' ? expected : (expect.stringMatching(expected) as unknown);
