import { groupOf, readGroup } from './concurrency.rules.js';

const of = { branch: 'feature/${{ inputs.target }}', inputs: { target: '${{ branch }}', count: 2 } };

describe('groupOf', () => {
  it.each([
    ['deploy', 'deploy'],
    ['deploy-${{ branch }}', 'deploy-feature/${{ inputs.target }}'],
    ['${{branch}}-${{ inputs.count }}-${{ branch }}', 'feature/${{ inputs.target }}-2-feature/${{ inputs.target }}'],
    ['to-${{ inputs.target }}', 'to-${{ branch }}'],
  ])('%s', (group, expected) => expect(groupOf({ group, policy: 'queue' }, of)).toBe(expected));
});

describe('readGroup', () => {
  it('names the inputs', () =>
    expect(readGroup('${{ branch }}-${{ inputs.a }}-${{ inputs.b }}')).toEqual({ inputs: ['a', 'b'] }));

  it.each(['${{ nodes.a.outputs.b }}', '${{ vars.A }}', '${{ branches }}', '${{'])('refuses %s', (text) =>
    expect(readGroup(text)).toHaveProperty('problem'),
  );
});
