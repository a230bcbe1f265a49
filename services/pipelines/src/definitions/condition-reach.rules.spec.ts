import { holdsNever } from './condition-reach.rules.js';
import type { InputDefinition } from './inputs.rules.js';

const input = (name: string, type: InputDefinition['type'], options: string[] = []): InputDefinition => ({
  ...{ name, type, description: null, default: null, options },
});
const inputs = [input('dry', 'boolean'), input('target', 'string', ['staging', 'production']), input('note', 'string')];
const never = (text: string): boolean => holdsNever(text, inputs, { node: 22 });

describe('a condition that can never hold', () => {
  it.each(['false', '1 > 2', 'matrix.node > 22', "inputs.target == 'prod'", 'inputs.dry && !inputs.dry'])(
    '%s',
    (text) => expect(never(text)).toBe(true),
  );

  it.each([
    ['holds for one of the values', "inputs.target == 'production' && inputs.dry"],
    ['holds for this combination', 'matrix.node == 22'],
    ['speaks of what the run decides', "branch == 'a' && branch == 'b'"],
    ['speaks of nodes', 'false && nodes.a.status == "x"'],
    ['speaks of an input that may be anything', "inputs.note == 'a' && inputs.note == 'b'"],
    ['speaks of the inputs as a whole', 'inputs.all(name, false)'],
    ['cannot be judged', 'int("x") > 0'],
    ['cannot be read', '1 +'],
  ])('is none that %s', (_what, text) => expect(never(text)).toBe(false));

  it('is not looked for among too many values', () => {
    const many = Array.from({ length: 7 }, (_, at) => input(`i${at}`, 'boolean'));
    const all = many.map(({ name }) => `inputs.${name}`).join(' && ');
    expect(holdsNever(`${all} && !inputs.i0`, many, {})).toBe(false);
    expect(holdsNever(`${all} && !inputs.i0`.replaceAll('inputs.i6', 'true'), many, {})).toBe(true);
  });
});
