import { exampleCommit } from '@throughline/contracts';
import type { InputDefinition, InputType } from '../definitions/inputs.rules.js';
import {
  admitted,
  expressionProblems,
  fixedProblems,
  inputsOfRun,
  inputsTold,
  nodesIn,
  referenceProblems,
  shapeProblems,
} from './trigger-inputs.rules.js';
import { callScope, forgeScope, toldOfBranch } from './told.rules.js';

const input = (name: string, type: InputType, more: Partial<InputDefinition> = {}): InputDefinition => ({
  ...{ name, type, description: null, default: null, options: [] },
  ...more,
});
const DEFINITIONS = [
  input('version', 'string'),
  input('count', 'number', { default: 1 }),
  input('stage', 'string', { default: 'dev', options: ['dev', 'live'] }),
];
const names = (problems: readonly { name: string }[]): string[] => problems.map(({ name }) => name);

describe('the inputs that a schedule gives', () => {
  it('are what the pipeline asks for, each of its type', () => {
    expect(fixedProblems(DEFINITIONS, { version: '1', count: 2, stage: 'live' })).toEqual([]);
    expect(fixedProblems(DEFINITIONS, { version: '1' })).toEqual([]);
    expect(names(fixedProblems(DEFINITIONS, { count: '2', stage: 'test', other: true }))).toEqual([
      ...['other', 'version', 'count', 'stage'],
    ]);
  });

  it('are text, numbers and truths that can be stored, and not too many', () => {
    expect(shapeProblems({ a: 'x', b: 1, c: false })).toEqual([]);
    const wrong = { a: null, b: [], c: {}, d: 'x'.repeat(2_001), e: 'a\0b', f: '\ud800', g: Infinity, 'h i': 1 };
    expect(names(shapeProblems(wrong))).toEqual(Object.keys(wrong));
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`i${at}`, at]));
    expect(shapeProblems(many)).toEqual([{ name: 'i32', message: 'there are at most 32 inputs' }]);
  });
});

describe('the inputs that a follow-up gives', () => {
  const upstream = { name: 'ci', nodes: new Set(['build']), inputs: new Set(['who']) };
  const wrong = (value: string): string | undefined =>
    referenceProblems(DEFINITIONS, { version: value }, upstream)[0]?.message;

  it('may hold references to the run before, to what is there', () => {
    expect(wrong('${{ nodes.build.outputs.digest }}-${{ inputs.who }}')).toBeUndefined();
    expect(wrong('${{ nodes.test.outputs.digest }}')).toBe('ci has no node test');
    expect(wrong('${{ inputs.what }}')).toBe('ci has no input what');
    expect(wrong('${{ branch }}')).toMatch(/a reference is/);
    expect(referenceProblems(DEFINITIONS, { version: '${{ nodes.test.outputs.x }}' }, undefined)).toEqual([]);
  });

  it('are held against what the pipeline asks for, as far as they are known', () => {
    const later = '${{ inputs.who }}';
    expect(referenceProblems(DEFINITIONS, { version: later, count: '3', stage: later }, upstream)).toEqual([]);
    expect(names(referenceProblems(DEFINITIONS, { count: 'many', other: later }, upstream))).toEqual([
      ...['other', 'version', 'count'],
    ]);
  });

  it('have what the run before has in the place of references', () => {
    const known = { nodes: new Map([['build', { outputs: { digest: 'd' } }]]), inputs: { who: 'ada' } };
    const given = { version: '${{ nodes.build.outputs.digest }}/${{ inputs.who }}', count: 2 };
    expect(inputsOfRun(given, known)).toEqual({ inputs: { version: 'd/ada', count: 2 } });
    expect(inputsOfRun({ version: '${{ nodes.build.outputs.tag }}' }, known)).toEqual({
      refusal: 'version has no value. build gave no output tag.',
    });
    expect(nodesIn(given)).toEqual(['build']);
  });
});

describe('the inputs that a hook gives', () => {
  it('are expressions for what the pipeline asks for, and for all of it', () => {
    expect(expressionProblems(DEFINITIONS, { version: 'body.tag' }, callScope)).toEqual([]);
    expect(expressionProblems(DEFINITIONS, { count: 'body.a > 1', other: 'body.x' }, callScope)).toEqual([
      { name: 'count', message: 'the expression gives a truth value, and the input is a number' },
      { name: 'other', message: 'there is no input other' },
      { name: 'version', message: 'version needs a value' },
    ]);
  });

  it('are what the expressions give for the body, null being the default', () => {
    const given = (expressions: Record<string, string>, body: unknown): unknown =>
      inputsTold(expressions, { body }, 'The body of the call');
    const body = { tag: '1.4', count: 3, none: null };
    expect(given({ version: 'body.tag', count: 'body.count', stage: 'body.none' }, body)).toEqual({
      inputs: { version: '1.4', count: 3 },
    });
    expect(given({ version: 'body.image' }, body)).toEqual({
      refusal: expect.stringMatching(/^The body of the call gives no version: .*image/) as string,
    });
    expect(given({ version: 'body.tag' }, { tag: 'x'.repeat(3_000) })).toHaveProperty('refusal');
  });
});

describe('the inputs that a rule gives', () => {
  const scope = forgeScope('branch');

  it('are expressions over what the forge says, or fixed values in the same language', () => {
    expect(expressionProblems(DEFINITIONS, { version: 'commit.sha', count: '3', stage: '"live"' }, scope)).toEqual([]);
    expect(names(expressionProblems(DEFINITIONS, { version: 'tag', count: 'branch == ""' }, scope))).toEqual([
      ...['version', 'count'],
    ]);
    const told = toldOfBranch('main', exampleCommit);
    expect(inputsTold({ version: 'commit.sha', count: '3', stage: '"live"' }, told, 'The push')).toEqual({
      inputs: { version: exampleCommit.sha, count: 3, stage: 'live' },
    });
    expect(inputsTold({ count: 'int(branch)' }, told, 'The push')).toEqual({
      refusal: expect.stringMatching(/^The push gives no count: /) as string,
    });
  });

  it('are held against no types where nobody has read the pipeline yet', () => {
    expect(expressionProblems(undefined, { other: 'commit.sha', count: 'branch == ""' }, scope)).toEqual([]);
    expect(expressionProblems(undefined, { version: 'commit', stage: 'live', count: 'branch.' }, scope)).toMatchObject([
      { name: 'version', message: 'the expression gives a mapping, and an input is text, a number or a truth value' },
      { name: 'stage' },
      { name: 'count' },
    ]);
  });
});

describe('what a pipeline is started with', () => {
  it('is every input with its value, texts read as what is asked for', () => {
    expect(admitted(DEFINITIONS, { version: 7, count: '2' })).toEqual({
      inputs: { version: '7', count: 2, stage: 'dev' },
    });
    expect(admitted(DEFINITIONS, { count: 'x' })).toEqual({
      refusal: 'The pipeline asks for other inputs: version needs a value; count must be a number.',
    });
  });
});
