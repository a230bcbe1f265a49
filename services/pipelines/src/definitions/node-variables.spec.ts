import type { NodeDefinition } from './definition.js';
import { parseDefinition } from './definition-parser.js';
import { MAX_VARIABLES_BYTES, namesNoVariable, variablesOf, withVariables } from './node-variables.js';

function nodesOf(yaml: string): NodeDefinition[] {
  const parsed = parseDefinition(`name: x\nnodes:\n${yaml}`);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition.nodes;
}

const EVERYWHERE = `
  build:
    kind: shell
    run: make
    env: { A: "\${{ vars.REGION }}-\${{ vars.TIER }}", B: "\${{vars.REGION}}" }
    if: vars.ENABLED == 'yes' && vars["REGION"] != 'x'
  ask: { kind: http, needs: [build], url: "https://\${{ vars.HOST }}/" }
  hold: { kind: gate, needs: [build], condition: vars.TIER.startsWith('p') }
  child: { kind: pipeline, file: b.yml, inputs: { region: "\${{ vars.REGION }}", count: 1 } }
  plain: { kind: shell, run: echo vars.NOT }
`;

describe('the variables of nodes', () => {
  it('are those of texts and conditions, each once', () => {
    const named = nodesOf(EVERYWHERE).map((node) => [node.key, variablesOf(node)]);
    expect(Object.fromEntries(named)).toEqual({
      build: ['REGION', 'TIER', 'ENABLED'],
      ask: ['HOST'],
      hold: ['TIER'],
      child: ['REGION'],
      plain: [],
    });
  });

  it('are found in what a matrix fills in', () => {
    const [first, second] = nodesOf(
      `  a: { kind: shell, run: x, matrix: { on: [EU, US] }, env: { U: "\${{ vars.\${{ matrix.on }}_URL }}" } }\n`,
    );
    expect([first, second].map((node) => node && variablesOf(node))).toEqual([['EU_URL'], ['US_URL']]);
  });

  it('are given to the nodes that name them, and to no others', () => {
    const nodes = nodesOf(EVERYWHERE);
    const filled = withVariables(nodes, new Map(Object.entries({ REGION: 'eu', TIER: '', HOST: 'h', OTHER: 'x' })));
    expect(filled?.map(({ vars }) => vars)).toEqual([
      { REGION: 'eu', TIER: '' },
      { HOST: 'h' },
      { TIER: '' },
      { REGION: 'eu' },
      undefined,
    ]);
    expect(filled?.at(-1)).toBe(nodes.at(-1));
    expect(nodes[0]?.vars).toBeUndefined();
  });

  it('are refused where they are too long together', () => {
    const [node] = nodesOf('  a: { kind: shell, run: x, env: { A: "${{ vars.LONG }}" } }\n');
    if (!node) throw new Error('no node');
    const long = (length: number) => withVariables([node], new Map([['LONG', 'x'.repeat(length)]]));
    expect(long(MAX_VARIABLES_BYTES)).toHaveLength(1);
    expect(long(MAX_VARIABLES_BYTES + 1)).toBeUndefined();
  });

  it.each([
    ['vars.A == "x"', false],
    ['vars["A"] == "x" && inputs.b', false],
    ['vars[inputs.name] == "x"', true],
    ['vars.exists(name, name == "A")', true],
    ['vars.A ==', false],
  ])('%s speaks of them as a whole: %s', (text, isWhole) => expect(namesNoVariable(text)).toBe(isWhole));
});
