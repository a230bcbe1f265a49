import { assert, property, string } from 'fast-check';
import { type ParsedDefinition, parseDefinition } from './definition-parser.js';
import { RETRY_DEFAULTS } from './retry.rules.js';

const head = 'name: p\nnodes:\n';
const problems = (source: string, known?: Parameters<typeof parseDefinition>[1]): string[] => {
  const parsed = parseDefinition(source, known);
  return 'problems' in parsed ? parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
};
const KIND_LIST = 'the kinds are checkout, shell, http, gate, wait, approval, deploy, promote, pipeline';
const SHELL_FIELDS =
  'it has kind, name, needs, stage, timeout, when, if, run, env, secrets, artifacts, continueOnError, retry, onFail, matrix, image, network, keepFiles, runsOn';

describe('parseDefinition', () => {
  it('fills in every default', () => {
    const parsed = parseDefinition(
      `${head}  a: { kind: checkout }\n  b:\n    kind: shell\n    needs: [a]\n    timeout: 2m\n    run: |\n      npm ci\n      npm test\n`,
    );
    expect(parsed).toEqual({
      warnings: expect.any(Array) as unknown,
      lines: new Map([
        ['a', 3],
        ['b', 4],
      ]),
      definition: {
        name: 'p',
        type: 'cicd',
        inputs: [],
        concurrency: null,
        priority: 0,
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

  it('reads which pipeline a node starts, with what it is started with as it is written', () => {
    const parsed = parseDefinition(`${head}  a: { kind: pipeline, file: x.yml, inputs: { n: 1, b: false, t: x } }`);
    expect('definition' in parsed && parsed.definition.nodes[0]).toMatchObject({
      ...{ file: 'x.yml', inputs: { n: 1, b: false, t: 'x' }, wait: true, expiresMs: null },
    });
  });

  it('reads whom to ask about a failure, in short and in long', () => {
    const onFail = (text: string): unknown => {
      const parsed = parseDefinition(`${head}  a: { kind: checkout, onFail: ${text} }`);
      return 'definition' in parsed && parsed.definition.nodes[0]?.onFail;
    };
    expect(onFail('ask')).toEqual({ timeoutMs: null });
    expect(onFail('{ action: ask, timeout: 1d, roles: [owner], groups: [sre], comment: skip }')).toEqual({
      ...{ timeoutMs: 86_400_000, roles: ['owner'], groups: ['sre'], comment: 'skip' },
    });
  });

  it('reads how a node is tried again', () => {
    const short = parseDefinition(`${head}  a: { kind: checkout, retry: 2 }`);
    const long = parseDefinition(
      `${head}  a: { kind: checkout, retry: { times: 5, delay: 0s, backoff: exponential, maxDelay: 5m, jitter: true } }`,
    );
    const retryOf = (parsed: ParsedDefinition): unknown => 'definition' in parsed && parsed.definition.nodes[0]?.retry;
    expect(retryOf(short)).toEqual({ times: 2, ...RETRY_DEFAULTS });
    expect(retryOf(long)).toEqual({ times: 5, delayMs: 0, backoff: 'exponential', maxDelayMs: 300_000, jitter: true });
  });

  it('makes a node of each combination of a matrix, and needs all of them where one is needed', () => {
    const parsed = parseDefinition(`${head}  t:
    kind: shell
    matrix: { node: [20, 22], os: [alpine] }
    run: test on \${{ matrix.os }}
    env: { NODE: "\${{ matrix.node }}" }
    if: matrix.node == 22 || branch == 'main'
  u: { kind: checkout, needs: [t] }
finally:
  z: { kind: checkout }
`);
    const nodes = 'definition' in parsed ? parsed.definition.nodes : [];
    expect(nodes.map(({ key, needs }) => [key, needs])).toEqual([
      ['t-20-alpine', []],
      ['t-22-alpine', []],
      ['u', ['t-20-alpine', 't-22-alpine']],
      ['z', ['t-20-alpine', 't-22-alpine', 'u']],
    ]);
    expect(nodes[1]).toMatchObject({
      ...{ name: 't (22, alpine)', run: 'test on alpine', env: { NODE: '22' }, matrix: { node: 22, os: 'alpine' } },
    });
  });

  it('makes one graph of the blocks', () => {
    const parsed = parseDefinition(`${head}  a: { kind: checkout }
  b: { kind: wait, needs: [a], for: 7d, if: branch == 'main' }
onFailure:
  f: { kind: checkout }
  g: { kind: checkout, needs: [f] }
finally:
  z: { kind: checkout, needs: [a] }
`);
    const nodes = 'definition' in parsed ? parsed.definition.nodes : [];
    expect(nodes.map(({ key, needs, when }) => [key, needs, when])).toEqual([
      ['a', [], undefined],
      ['b', ['a'], undefined],
      ['f', ['a', 'b'], 'failure'],
      ['g', ['f'], undefined],
      ['z', ['a', 'b', 'f', 'g'], 'always'],
    ]);
    expect(nodes[1]).toMatchObject({ forMs: 604_800_000, if: "branch == 'main'" });
  });

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
      [
        '4:1 a pipeline has no field steps; it has $schema, name, type, inputs, concurrency, priority, keepFiles, nodes, onFailure, finally',
      ],
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
      ['3:25 a reference has the form ${{ nodes.<key>.outputs.<name> }}, ${{ inputs.<name> }} or ${{ vars.<name> }}'],
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
      'a retry that is none',
      `${head}  a: { kind: checkout, retry: often }\n`,
      ['3:31 retry must be a whole number from 1 to 10'],
    ],
    [
      'parts of a retry',
      `${head}  a: { kind: checkout, retry: { times: 3, delay: x, backoff: y, jitter: 1, on: z } }\n`,
      [
        '3:50 delay must be like 10s, 5m or 1h, and at most 24h',
        '3:62 backoff must be one of constant, exponential',
        '3:73 jitter must be true or false',
        '3:76 retry has no field on; it has times, delay, backoff, maxDelay, jitter',
      ],
    ],
    [
      'a question about a failure that is none',
      `${head}  a: { kind: checkout, onFail: nothing }\n`,
      ['3:32 onFail must be one of ask'],
    ],
    [
      'parts of a question about a failure',
      `${head}  a: { kind: checkout, onFail: { timeout: 91d, roles: [king], groups: [A b], comment: never, on: z } }\n`,
      [
        '3:24 onFail needs action',
        '3:43 timeout must be like 30m, 8h or 7d, and at most 90d',
        '3:56 each of roles must be one of owner, admin, operator, developer, viewer',
        '3:72 a group is a slug: lower-case letters, digits and inner hyphens',
        '3:87 comment must be one of optional, skip, always',
        '3:94 onFail has no field on; it has action, timeout, roles, groups, comment',
      ],
    ],
    [
      'a question about the failure of what people decide',
      `${head}  a: { kind: gate, condition: 'true', onFail: ask }\n`,
      [
        '3:39 a gate node has no field onFail; it has kind, name, needs, stage, timeout, when, if, condition, continueOnError',
      ],
    ],
    [
      'a pipeline in a pipeline',
      `${head}  a: { kind: pipeline, file: ../x.yml, inputs: { v: [1] }, wait: 1, timeout: 91d }\n`,
      [
        '3:30 file must be a path inside the repository',
        '3:53 v must be text, a number, true or false',
        '3:66 wait must be true or false',
        '3:78 timeout must be like 30m, 8h or 7d, and at most 90d',
      ],
    ],
    [
      'inputs of a pipeline that nothing gives',
      `${head}  a: { kind: pipeline, file: x.yml, inputs: { v: "\${{ nodes.b.outputs.v }}" } }\n`,
      ['3:50 a refers to b, which does not run before it'],
    ],
    [
      'a retry of what people decide',
      `${head}  a: { kind: approval, title: x, retry: 2 }\n`,
      [
        '3:34 a approval node has no field retry; it has kind, name, needs, stage, timeout, when, if, title, votes, roles, groups, comment, author',
      ],
    ],
    [
      'a when that is none',
      `${head}  a: { kind: checkout, when: late }\n`,
      ['3:30 when must be one of success, failure, always'],
    ],
    ['a wait without an end', `${head}  a: { kind: wait }\n`, ['3:3 a wait node needs for']],
    [
      'a wait beyond all time',
      `${head}  a: { kind: wait, for: 3651d }\n`,
      ['3:25 for must be like 30s, 10m, 8h or 7d, and at most 3650d'],
    ],
    [
      'a condition that looks at what is not before',
      `${head}  b: { kind: checkout }\n  a: { kind: checkout, if: nodes.b.status == 'failed' }\n`,
      ['4:34 a looks at b, which does not run before it'],
    ],
    [
      'a condition that does not go together',
      `name: p\ninputs: { n: { type: number } }\nnodes:\n  a: { kind: gate, condition: 'inputs.n == "3"' }\n  b: { kind: checkout, if: branch }\n  c: { kind: checkout, if: inputs.m == 1 }\n`,
      [
        '4:41 a number is never equal to text; int(…), double(…) and string(…) make one of the other',
        '5:28 the condition is text, no truth value',
        '6:35 there is no input m',
      ],
    ],
    [
      'a condition that cannot be read',
      `${head}  a: { kind: checkout, if: branch == }\n`,
      [expect.stringContaining('3:35 the condition cannot be read') as string],
    ],
    [
      'a key that two blocks have',
      `${head}  a: { kind: checkout }\nfinally:\n  a: { kind: checkout }\n`,
      ['5:3 there is a node a above already'],
    ],
    [
      'a need that points forward',
      `${head}  a: { kind: checkout, needs: [z] }\nfinally:\n  z: { kind: checkout }\n`,
      ['3:31 a needs z, which is in finally and runs after it'],
    ],
    [
      'a when where the block says when',
      `${head}  a: { kind: checkout }\nonFailure:\n  z: { kind: checkout, when: always }\n`,
      ['5:24 onFailure says when z begins'],
    ],
    [
      'a reference to an input that there is not',
      `name: p\ninputs: { a: { type: string } }\nnodes:\n  n: { kind: http, url: "\${{ inputs.b }}" }\n`,
      ['4:25 there is no input b'],
    ],
    [
      'what is wrong with inputs',
      `name: p\ninputs:\n  1a: { type: string }\n  b: { type: text, x: 1 }\n  c: { type: number, default: many }\n  d: { default: 1 }\n  e: { type: string, options: [a], default: b }\n  f: { type: number, options: [a] }\nnodes:\n  n: { kind: checkout }\n`,
      [
        '3:3 the name of an input is letters, digits, - and _, and starts with a letter',
        '4:14 type must be one of string, number, boolean',
        '4:20 an input has no field x; it has type, description, default, options',
        '5:31 default must be a number',
        '6:3 an input needs type',
        '6:17 default must be text',
        '7:45 default must be one of a',
        '8:3 only an input of type string has options',
      ],
    ],
    [
      'a priority that is none',
      `priority: 11\n${head}  a: { kind: checkout }\n`,
      ['1:11 priority must be a whole number from -10 to 10'],
    ],
    [
      'what is wrong with concurrency',
      `name: p\nconcurrency: { group: "\${{ inputs.x }}", policy: wait }\nnodes:\n  n: { kind: checkout }\n`,
      ['2:23 there is no input x', '2:50 policy must be one of queue, cancel, refuse'],
    ],
    [
      'a group that refers to a node',
      `name: p\nconcurrency: "\${{ nodes.n.outputs.x }}"\nnodes:\n  n: { kind: checkout }\n`,
      ['2:14 a group may hold ${{ branch }} and ${{ inputs.<name> }}, and no other reference'],
    ],
    [
      'what is wrong with a matrix',
      `${head}  a: { kind: checkout, matrix: {} }\n  b: { kind: checkout, matrix: { 1: [], x: [{}] } }\n`,
      [
        '3:24 matrix needs at least one axis',
        '4:34 a key of matrix must be plain text',
        '4:45 each of x must be text or a number',
      ],
    ],
    [
      'a matrix that is too large',
      `${head}  a: { kind: checkout, matrix: { x: [1, 2, 3, 4, 5, 6, 7, 8], y: [1, 2, 3, 4, 5, 6, 7] } }\n`,
      ['3:24 a matrix may have 50 combinations; this one has 56'],
    ],
    [
      'an axis that there is not',
      `${head}  a: { kind: shell, run: "\${{ matrix.y }}", matrix: { x: [1, 2] } }\n`,
      ['3:26 run cannot hold a ${{ … }} reference; put it in env and use the variable'],
    ],
    [
      'an output of a node that there are several of',
      `${head}  a: { kind: checkout, matrix: { x: [1, 2] } }\n  b: { kind: http, needs: [a], url: "\${{ nodes.a.outputs.url }}" }\n`,
      ['4:37 b refers to a, which does not run before it'],
    ],
    ['an empty block', `${head}  a: { kind: checkout }\nfinally: {}\n`, ['4:1 finally is empty']],
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

  it('keeps what steps leave as each says, else as the pipeline does', () => {
    const nodes =
      '  a: { kind: shell, run: x }\n  b: { kind: shell, run: x, keepFiles: true }\n  c: { kind: checkout }\n';
    const keepsOf = (source: string): unknown[] => {
      const parsed = parseDefinition(source);
      return 'definition' in parsed ? parsed.definition.nodes.map((node) => 'keepFiles' in node && node.keepFiles) : [];
    };
    expect(keepsOf(`${head}${nodes}`)).toEqual([false, true, false]);
    expect(parseDefinition(`keepFiles: false\n${head}${nodes}`)).toMatchObject({
      definition: { nodes: [{ keepFiles: false }, { keepFiles: true }, { key: 'c' }] },
    });
    expect(problems(`keepFiles: sometimes\n${head}${nodes}`)).toEqual([expect.stringContaining('keepFiles')]);
  });

  it.each([
    ['runsOn: linux', 'runsOn must be a list'],
    ['runsOn: ["a b"]', 'a label is letters'],
    [`runsOn: [${Array.from({ length: 11 }, (_, at) => `l${at}`).join(', ')}]`, 'runsOn may have 10 labels'],
    ['image: "--privileged"', 'image must name a container image'],
    ['network: half', 'network must be one of open, none'],
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

  it('holds secrets against those of the project, and against env', () => {
    const source = `${head}  a: { kind: shell, run: x, secrets: [TOKEN, OTHER, TOKEN, 1A], env: { TOKEN: x } }\n`;
    const broken = ['3:39 TOKEN is in env too', '3:53 TOKEN is in env too', '3:60 1A cannot be the name of a secret'];
    expect(problems(source)).toEqual(broken);
    const known = { services: [], environments: [], secrets: ['TOKEN'] };
    const named = `${head}  a: { kind: shell, run: x, secrets: [TOKEN, OTHER, TOKEN] }\n`;
    expect(problems(named, known)).toEqual(['3:46 the project has no secret OTHER']);
    expect(parseDefinition(named)).toMatchObject({ definition: { nodes: [{ secrets: ['TOKEN', 'OTHER'] }] } });
  });

  it('holds variables against those of the project, wherever they are named', () => {
    const known = { services: [], environments: [], variables: ['REGION'] };
    const node = `  a: { kind: shell, run: x, env: { A: "\${{ vars.REGION }}", B: "\${{ vars.TIER }} \${{ vars.TIER }}" } }\n`;
    const gate = `  g: { kind: gate, condition: vars.REGION == 'eu' && has(vars.HOLD) }\n`;
    expect(problems(head + node + gate, known)).toEqual([
      '3:64 the project has no variable TIER',
      '4:31 the project has no variable HOLD',
    ]);
    expect(problems(head + node + gate)).toEqual([]);
  });

  it.each([
    ['vars.REGION > 80', '3:44 > cannot be used on text and a whole number'],
    ['vars.REGION == 80', /^3:44 text is never equal to a whole number/],
    ['vars.REGION', '3:32 the condition is text, no truth value'],
    ["vars[branch] == 'x'", '3:32 a condition has to name each variable that it looks at, like vars.REGION'],
  ])('a variable is text, and named: %s', (condition, problem) => {
    const [found] = problems(`${head}  g: { kind: gate, condition: "${condition}" }\n`);
    expect(found).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  });

  it('limits nodes and size', () => {
    const many = Array.from({ length: 1_001 }, (_, i) => `  n${i}: { kind: checkout }`).join('\n');
    expect(problems(head + many)).toEqual(['2:1 a pipeline may have 1000 nodes; this one has 1001']);
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
