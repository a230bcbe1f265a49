import { type InputDefinition, resolveInputs } from './inputs.rules.js';

const input = (name: string, more: Partial<InputDefinition> = {}): InputDefinition => ({
  ...{ name, type: 'string', description: null, default: null, options: [] },
  ...more,
});
const all = [
  input('version'),
  input('count', { type: 'number', default: 3 }),
  input('dryRun', { type: 'boolean', default: false }),
  input('target', { options: ['a', 'b'], default: 'a' }),
];

describe('resolveInputs', () => {
  it('fills in what is not given', () =>
    expect(resolveInputs(all, { version: '1' })).toEqual({
      inputs: { version: '1', count: 3, dryRun: false, target: 'a' },
    }));

  it.each<[string, object, string]>([
    ['nothing where a value is needed', {}, 'version needs a value'],
    ['null', { version: null }, 'version needs a value'],
    ['text for a number', { version: '1', count: '3' }, 'count must be a number'],
    ['no number', { version: '1', count: Number.NaN }, 'count must be a number'],
    ['a number for a truth value', { version: '1', dryRun: 1 }, 'dryRun must be a boolean'],
    ['a list for text', { version: ['1'] }, 'version must be text'],
    ['too much text', { version: 'x'.repeat(2_001) }, 'version must be at most 2000 characters'],
    ['what is no option', { version: '1', target: 'c' }, 'target must be one of a, b'],
    ['what nobody asks for', { version: '1', other: 1 }, 'there is no input other'],
    ['a name of every object', { version: '1', constructor: 1 }, 'there is no input constructor'],
  ])('refuses %s', (_what, given, message) =>
    expect(resolveInputs(all, given as Record<string, unknown>)).toMatchObject({ problems: [{ message }] }),
  );
});
