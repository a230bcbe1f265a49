import { assert, property, string } from 'fast-check';
import { parseDefinition } from './definition-parser.js';

const head = 'name: p\nnodes:\n';
const problems = (source: string, known?: Parameters<typeof parseDefinition>[1]): string[] => {
  const parsed = parseDefinition(source, known);
  return 'problems' in parsed ? parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
};
const KIND_LIST = 'the kinds are checkout, shell, http, gate, approval, deploy, promote';
const SHELL_FIELDS = 'it has kind, name, needs, timeout, run, env, artifacts, image, network, runsOn';

describe('parseDefinition', () => {
  it('fills in every default', () => {
    const parsed = parseDefinition(
      `${head}  a: { kind: checkout }\n  b:\n    kind: shell\n    needs: [a]\n    timeout: 2m\n    run: |\n      npm ci\n      npm test\n`,
    );
    expect(parsed).toEqual({
      definition: {
        name: 'p',
        nodes: [
          { key: 'a', name: 'a', kind: 'checkout', needs: [], timeoutMs: 600_000 },
          {
            key: 'b',
            name: 'b',
            kind: 'shell',
            needs: ['a'],
            timeoutMs: 120_000,
            run: 'npm ci\nnpm test\n',
            env: {},
            artifacts: [],
          },
        ],
      },
    });
  });

  it('joins a list of commands', () =>
    expect(parseDefinition(`${head}  a: { kind: shell, run: [one, two] }`)).toMatchObject({
      definition: { nodes: [{ run: 'one\ntwo' }] },
    }));

  it.each([
    ['nothing', '', ['1:1 a pipeline must be a mapping']],
    ['a list', '- a\n', ['1:1 a pipeline must be a mapping']],
    [
      'broken YAML',
      'name: [a\nnodes: {}\n',
      ['2:1 Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    ['a double key', 'name: a\nname: b\n', ['2:1 Map keys must be unique']],
    ['no nodes', 'name: p\n', ['1:1 a pipeline needs nodes']],
    ['empty nodes', 'name: p\nnodes: {}\n', ['2:1 a pipeline needs at least one node']],
    [
      'an unknown field of the pipeline',
      `${head}  a: { kind: checkout }\nsteps: 1\n`,
      ['4:1 a pipeline has no field steps; it has name, nodes'],
    ],
    ['a node without kind', `${head}  a: { run: x }\n`, ['3:3 node a needs kind']],
    ['an unknown kind', `${head}  a: { kind: bash }\n`, [`3:14 there is no kind bash; ${KIND_LIST}`]],
    [
      'an unknown field of a node',
      `${head}  a: { kind: shell, run: x, container: y }\n`,
      [`3:29 a shell node has no field container; ${SHELL_FIELDS}`],
    ],
    ['a required field that lacks', `${head}  a:\n    kind: shell\n`, ['3:3 a shell node needs run']],
    ['a wrong type', `${head}  a: { kind: shell, run: 7 }\n`, ['3:26 run must be text']],
    [
      'a bad timeout',
      `${head}  a: { kind: shell, run: x, timeout: soon }\n`,
      ['3:38 timeout must be like 30s, 2m or 1h, and at most 24h'],
    ],
    [
      'an expiry beyond what a request may wait',
      `${head}  a: { kind: approval, title: x, timeout: 91d }\n`,
      ['3:43 timeout must be like 30m, 8h or 7d, and at most 90d'],
    ],
    [
      'votes out of range',
      `${head}  a: { kind: approval, title: x, votes: 0 }\n`,
      ['3:41 votes must be a whole number from 1 to 20'],
    ],
    [
      'an unknown need',
      `${head}  a: { kind: shell, run: x, needs: [b] }\n`,
      ['3:37 a needs b, and there is no such node'],
    ],
    [
      'a need twice',
      `${head}  a: { kind: checkout }\n  b: { kind: shell, run: x, needs: [a, a] }\n`,
      ['4:40 b needs a twice'],
    ],
    [
      'a circle',
      `${head}  a: { kind: shell, run: x, needs: [b] }\n  b: { kind: shell, run: x, needs: [a] }\n`,
      ['3:3 these nodes wait for each other: a, b'],
    ],
    [
      'a node that needs itself',
      `${head}  a: { kind: shell, run: x, needs: [a] }\n`,
      ['3:3 these nodes wait for each other: a'],
    ],
    [
      'an artifact that nobody makes',
      `${head}  d: { kind: deploy, service: s, environment: e, artifact: x }\n`,
      ['3:60 no node before d makes the artifact x'],
    ],
    [
      'an artifact path outside',
      `${head}  a: { kind: shell, run: x, artifacts: [{ name: n, path: ../x }] }\n`,
      ['3:58 path must lie inside the workspace'],
    ],
    [
      'an artifact without path',
      `${head}  a: { kind: shell, run: x, artifacts: [{ name: n }] }\n`,
      ['3:41 an artifact needs path'],
    ],
    [
      'a reference in a script',
      `${head}  a: { kind: shell, run: "echo \${{ nodes.b.outputs.c }}" }\n`,
      ['3:26 run cannot hold a ${{ … }} reference; put it in env and use the variable'],
    ],
    [
      'a reference to a node that is not before',
      `${head}  b: { kind: checkout }\n  a: { kind: http, url: "\${{ nodes.b.outputs.url }}" }\n`,
      ['4:25 a refers to b, which does not run before it'],
    ],
    [
      'a malformed reference',
      `${head}  a: { kind: http, url: "\${{ secrets.x }}" }\n`,
      ['3:25 a reference has the form ${{ nodes.<key>.outputs.<name> }}'],
    ],
    ['an alias', `${head}  a: &x { kind: checkout }\n  b: *x\n`, ['4:6 aliases (*name) are not supported']],
    [
      'a bad key',
      `${head}  A b: { kind: checkout }\n`,
      ['3:3 the key of a node is lower-case letters, digits, - and _, and starts with a letter'],
    ],
    [
      'a bad variable',
      `${head}  a: { kind: shell, run: x, env: { 1A: "x" } }\n`,
      ['3:36 1A cannot be the name of a variable'],
    ],
    [
      'several at once, in the order of the file',
      `${head}  a: { kind: nope }\n  b: { kind: shell }\n`,
      [`3:14 there is no kind nope; ${KIND_LIST}`, '4:3 a shell node needs run'],
    ],
  ])('names line and column of %s', (_what, source, expected) => expect(problems(source)).toEqual(expected));

  it('reads what a step asks of its runner: labels sorted and once', () => {
    const source = `${head}  a: { kind: shell, run: x, runsOn: [linux, gpu, linux], image: 'node:24', network: none }\n`;
    const wishes = { runsOn: ['gpu', 'linux'], image: 'node:24', network: 'none' };
    expect(parseDefinition(source)).toMatchObject({ definition: { nodes: [wishes] } });
  });

  it.each([
    ['runsOn: linux', 'runsOn must be a list'],
    ['runsOn: ["a b"]', 'a label is letters'],
    [`runsOn: [${Array.from({ length: 11 }, (_, at) => `l${at}`).join(', ')}]`, 'runsOn may have 10 labels'],
    ['image: "--privileged"', 'image must name a container image'],
    ['network: half', 'network must be open or none'],
  ])('refuses %s', (field, message) =>
    expect(problems(`${head}  a: { kind: shell, run: x, ${field} }\n`)).toEqual([expect.stringContaining(message)]),
  );

  it('knows no labels on nodes that no runner does', () =>
    expect(problems(`${head}  a: { kind: approval, title: x, runsOn: [linux] }\n`)).toEqual([
      expect.stringContaining('no field runsOn'),
    ]));

  it('names the services and environments that there are', () => {
    const source = `${head}  p: { kind: promote, service: hello, from: staging, to: prod }\n`;
    expect(problems(source, { services: ['hello'], environments: ['staging', 'production'] })).toEqual([
      '3:58 there is no environment prod; there is staging, production',
    ]);
    expect(problems(source)).toEqual([]);
  });

  it('limits nodes and size', () => {
    const many = Array.from({ length: 201 }, (_, i) => `  n${i}: { kind: checkout }`).join('\n');
    expect(problems(head + many)).toEqual(['2:1 a pipeline may have 200 nodes; this one has 201']);
    expect(problems(`${head}# ${'x'.repeat(256 * 1024)}`)).toEqual(['1:1 the file is larger than 256 KiB']);
  });

  it('never throws, whatever the text', () => {
    assert(
      property(string({ maxLength: 200, unit: 'binary' }), (text) => {
        const parsed = parseDefinition(`${head}  ${text}`);
        expect('definition' in parsed || parsed.problems.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a hostile nesting in stride', () =>
    expect(problems('name: p\nnodes: ' + '['.repeat(5_000))).not.toEqual([]));
});
