import { describe, expect, it } from 'vitest';
import { cursorPlace } from './cursor-place.js';
import { secretCompletions, variableCompletions, variableStart } from './value-completions.js';

const KNOWN = { variables: ['REGION', 'TIER'], secrets: ['TOKEN'] };

describe('names of variables and secrets', () => {
  it.each([
    ['env: { A: "${{ vars.|', true],
    ['env: { A: "${{ vars.RE|', true],
    ['if: vars.R|', true],
    ['if: branch == vars.|', true],
    ['if: inputs.a && !vars.|', true],
    ['if: nodes.vars.|', false],
    ['if: myvars.|', false],
    ['run: vars|', false],
  ])('in %s a variable can be written: %s', (marked, isThere) => {
    const offset = marked.indexOf('|');
    const start = variableStart(marked.replace('|', ''), offset);
    expect(start === -1 ? false : marked.slice(0, start).endsWith('vars.')).toBe(isThere);
  });

  it('are all offered, and the word that is written narrows them', () =>
    expect(variableCompletions(KNOWN).map(({ apply }) => apply)).toEqual(['REGION', 'TIER']));

  it.each([
    ['nodes:\n  a:\n    kind: shell\n    secrets: [|', ['TOKEN']],
    ['nodes:\n  a:\n    kind: shell\n    secrets:\n      - T|', ['TOKEN']],
    ['nodes:\n  a: { kind: shell, secrets: [X, |', ['TOKEN']],
    ['nodes:\n  a:\n    kind: shell\n    needs: [|', []],
  ])('of secrets are offered where a step names them', (marked, offered) => {
    const place = cursorPlace(marked.replace('|', ''), marked.indexOf('|'));
    expect(place && secretCompletions(place, KNOWN).map(({ label }) => label)).toEqual(offered);
  });
});
