import type { PipelineDefinition } from '../definitions/definition.js';
import type { InputDefinition } from '../definitions/inputs.rules.js';
import { type Ancestor, childInputs, MAX_CHILD_DEPTH, refusalOfChild, refusalOfTurn } from './child-run.rules.js';

const ancestor = (path: string, more: Partial<Ancestor> = {}): Ancestor => ({
  ...{ executionId: 'a', path, number: 7, concurrencyGroup: null, waits: true },
  ...more,
});
const input = (name: string, type: InputDefinition['type']): InputDefinition => ({
  ...{ name, type, description: null, default: null, options: [] },
});

describe('a child run', () => {
  it('is of no file that is being run above it', () => {
    expect(refusalOfChild('a.yml', [ancestor('b.yml'), ancestor('a.yml')])).toMatch(/would start itself: run #7/);
    expect(refusalOfChild('a.yml', [ancestor('b.yml')])).toBeUndefined();
  });

  it('is one of five at most that have started one another', () => {
    const above = Array.from({ length: MAX_CHILD_DEPTH }, (_, at) => ancestor(`${at}.yml`));
    expect(refusalOfChild('a.yml', above)).toMatch(/More than 5/);
    expect(refusalOfChild('a.yml', above.slice(1))).toBeUndefined();
  });

  it('is in no group whose turn somebody holds who waits for it', () => {
    const definition = { concurrency: { group: 'g-${{ branch }}', policy: 'queue' } } as PipelineDefinition;
    const of = { branch: 'main', inputs: {} };
    const holder = ancestor('a.yml', { concurrencyGroup: 'g-main' });
    expect(refusalOfTurn(definition, of, [ancestor('b.yml'), holder])).toMatch(/group g-main/);
    expect(refusalOfTurn(definition, of, [{ ...holder, waits: false }])).toBeUndefined();
    expect(refusalOfTurn(definition, { ...of, branch: 'next' }, [holder])).toBeUndefined();
    expect(refusalOfTurn({ ...definition, concurrency: null }, of, [holder])).toBeUndefined();
  });

  it('reads texts as what is asked for, and says what is not', () => {
    const asked = [input('n', 'number'), input('b', 'boolean'), input('s', 'string')];
    expect(childInputs(asked, { n: '4.5', b: 'true', s: 7 })).toEqual({ inputs: { n: 4.5, b: true, s: '7' } });
    expect(childInputs(asked, { n: ' ', b: 'yes', x: 1 })).toEqual({
      refusal:
        'Its inputs are not what it asks for: there is no input x; n must be a number; b must be a boolean; s needs a value.',
    });
  });
});
