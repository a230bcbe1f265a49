import { parseDurationMs } from './duration.rules.js';
import { referencesIn, resolveReferences } from './references.rules.js';

const known = {
  nodes: new Map([['a', { outputs: { url: 'http://x', empty: '' } }]]),
  inputs: { count: 3, dryRun: false, name: '${{ nodes.a.outputs.url }}' },
  vars: { REGION: 'eu', NESTED: '$& ${{ vars.REGION }}' },
};

describe('references', () => {
  it.each([
    ['plain', { text: 'plain' }],
    ['${{ nodes.a.outputs.url }}/healthz', { text: 'http://x/healthz' }],
    ['${{nodes.a.outputs.url}}${{ nodes.a.outputs.empty }}', { text: 'http://x' }],
    ['${{ inputs.count }} ${{inputs.dryRun}}', { text: '3 false' }],
    ['${{ inputs.name }}', { text: '${{ nodes.a.outputs.url }}' }],
    ['${{ inputs.nope }}', { missing: { input: 'nope' } }],
    ['${{ inputs.constructor }}', { missing: { input: 'constructor' } }],
    ['https://${{ vars.REGION }}.${{vars.REGION}}/', { text: 'https://eu.eu/' }],
    ['${{ vars.NESTED }}', { text: '$& ${{ vars.REGION }}' }],
    ['${{ vars.NOPE }}', { missing: { variable: 'NOPE' } }],
    ['${{ vars.toString }}', { missing: { variable: 'toString' } }],
    ['${{ nodes.a.outputs.nope }}', { missing: { node: 'a', output: 'nope' } }],
    ['${{ nodes.b.outputs.url }}', { missing: { node: 'b', output: 'url' } }],
    ['${{ nodes.a.outputs.__proto__ }}', { missing: { node: 'a', output: '__proto__' } }],
  ])('%s', (text, expected) => expect(resolveReferences(text, known)).toEqual(expected));

  it('does not resolve what an output holds', () => {
    const nodes = new Map([['a', { outputs: { x: '${{ nodes.a.outputs.y }}', y: 'secret' } }]]);
    const nested = { nodes, inputs: {} };
    expect(resolveReferences('${{ nodes.a.outputs.x }}', nested)).toEqual({ text: '${{ nodes.a.outputs.y }}' });
  });

  it('has no variables where there are none', () =>
    expect(resolveReferences('${{ vars.A }}', { ...known, vars: undefined })).toEqual({ missing: { variable: 'A' } }));

  it.each([
    ['${{ vars.A-B }}', true],
    ['${{ vars.1A }}', true],
    ['${{ vars.A_1 }}', false],
    ['${{ x }}', true],
    ['${{', true],
    ['$ {{ x', false],
    ['${{ nodes.a.outputs.b }}', false],
  ])('%s is malformed: %s', (text, expected) => expect(referencesIn(text).malformed).toBe(expected));
});

describe('parseDurationMs', () => {
  it.each([
    ['30s', 30_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['24h', 86_400_000],
    ['25h', undefined],
    ['0s', undefined],
    ['2', undefined],
    ['1.5m', undefined],
    ['-1s', undefined],
  ])('%s', (text, expected) => expect(parseDurationMs(text)).toBe(expected));
});
