import { parseDefinition } from './definition-parser.js';

const HEAD = 'name: p\ninputs: { n: { type: number }, on: { type: boolean } }\nnodes:\n  a: { kind: checkout }\n';
/** Where the problem is meant to be. */
const HERE = '¦';

/** The file without the mark, where the mark was, and where the problem is. */
function placesIn(marked: string): { meant: string; found: string[] } {
  const before = marked.slice(0, marked.indexOf(HERE)).split('\n');
  const parsed = parseDefinition(marked.replace(HERE, ''));
  const problems = 'problems' in parsed ? parsed.problems : [];
  return {
    meant: `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`,
    found: problems.map(({ line, column }) => `${line}:${column}`),
  };
}

describe('a problem of a condition is', () => {
  it.each([
    ['at a name that there is not', 'branch == "x" && ¦brunch == "y"'],
    ['at the field that lacks', 'inputs.on || inputs.¦m == 1'],
    ['at the field, behind space', 'inputs . ¦m == 1'],
    ['at a field that is only asked for', 'branch == "x" && has(inputs.¦m)'],
    ['at the key in brackets', 'inputs[¦"m"] == 1'],
    ['at the operator', 'inputs.n ¦== "3"'],
    ['at the operator in front', '¦!branch'],
    ['at the method', 'branch.¦contain("x")'],
    ['at the function', 'inputs.on && ¦sizes(branch) > 1'],
    ['at what is no truth value', 'inputs.on && ¦inputs.n + 1.0'],
    ['at what is asked', '¦branch ? true : false'],
    ['at what is gone through', 'inputs.on && ¦branch.exists(x, x == "a")'],
    ['at what has nothing', 'inputs.n[¦0] == 1'],
    ['inside of a loop', '[1].all(x, x == ¦y)'],
    ['at the loop inside of another', '[1].all(x, [2].¦all(y, x < y))'],
    ['at the beginning of what gives no truth value', '¦inputs.n + 1.0'],
    ['at the evidence that there is not', 'evidence.¦test.failed == 0'],
    ['at the fact that there is not', 'evidence.tests.¦fail == 0'],
    ['at the node that does not run before', 'inputs.on && nodes.¦c.status == "x"'],
    ['at the node in brackets', 'nodes[¦"c"].status == "x"'],
    ['where reading ends', 'branch == "x" ¦and inputs.on'],
  ])('%s', (_what, condition) => {
    for (const written of [condition, ` ${condition.replaceAll('"', "'")}`]) {
      const { meant, found } = placesIn(`${HEAD}  b: { kind: checkout, if: '${written.replaceAll("'", "''")}' }\n`);
      expect([written, ...found]).toEqual([written, meant]);
    }
  });

  it('at each of several nodes', () => {
    const text = `${HEAD}  b:\n    kind: checkout\n    if: nodes.c.status == "x" && nodes["d"].status == "y"\n`;
    expect(placesIn(text).found).toEqual(['7:15', '7:40']);
  });

  it.each([
    ['plain', 'if: inputs.on && ¦inputs.n'],
    ['plain, on a second line', 'if: inputs.on &&\n      ¦inputs.n'],
    ['in single quotes', `if: 'branch == ''x'' && ¦inputs.n'`],
    ['in double quotes', String.raw`if: "branch == \"\u0078\" && ¦inputs.n"`],
    ['literal', 'if: |\n      inputs.on &&\n\n        ¦inputs.n'],
    ['folded', 'if: >-\n      inputs.on\n      && branch == "x"\n\n      && ¦inputs.n'],
    ['further in than it has to be', 'if: |2\n          inputs.on &&\n        ¦inputs.n'],
    ['with the line ends of Windows', 'if: >\r\n      inputs.on\r\n      && ¦inputs.n\r'],
  ])('at its place of a text that is %s', (_what, field) => {
    const { meant, found } = placesIn(`${HEAD}  b:\n    kind: checkout\n    ${field}\n`);
    expect(found).toEqual([meant]);
  });

  it('at the beginning of one that a matrix fills in', () => {
    const field = 'if: ¦\'branch == "${{ matrix.os }}" && inputs.n\'';
    const { meant, found } = placesIn(`${HEAD}  b:\n    kind: checkout\n    matrix: { os: [a, b] }\n    ${field}\n`);
    expect(found).toEqual([meant]);
  });
});
