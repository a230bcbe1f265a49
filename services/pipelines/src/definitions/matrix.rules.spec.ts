import { cellKeys, cellsOf, fillAll, fillCell } from './matrix.rules.js';

describe('cellsOf', () => {
  it('combines the axes', () =>
    expect(cellsOf({ node: [20, 22], os: ['a', 'b'] })).toEqual([
      { node: 20, os: 'a' },
      { node: 20, os: 'b' },
      { node: 22, os: 'a' },
      { node: 22, os: 'b' },
    ]));
});

describe('cellKeys', () => {
  it.each([
    ['words of the values', { node: [20, 22], os: ['Alpine 3.20'] }, ['t-20-alpine-3-20', 't-22-alpine-3-20']],
    ['numbers where two would be the same', { os: ['a.b', 'a b'] }, ['t-1', 't-2']],
    ['numbers where one would be too long', { os: ['x'.repeat(80), 'y'] }, ['t-1', 't-2']],
    ['numbers where a value has no word', { os: ['!', '?'] }, ['t-1', 't-2']],
  ])('are %s', (_what, matrix, keys) => expect(cellKeys('t', cellsOf(matrix))).toEqual(keys));
});

describe('fillCell', () => {
  const cell = { node: 22, os: '${{ matrix.node }}' };

  it.each([
    ['node:${{ matrix.node }}-x', 'node:22-x'],
    ['${{matrix.os}}', '${{ matrix.node }}'],
    ['${{ matrix.arch }} ${{ inputs.node }}', '${{ matrix.arch }} ${{ inputs.node }}'],
    ['${{ matrix.constructor }}', '${{ matrix.constructor }}'],
  ])('%s', (text, expected) => expect(fillCell(text, cell)).toBe(expected));

  it('goes through lists and mappings', () =>
    expect(fillAll({ env: { A: '${{ matrix.node }}' }, list: ['${{ matrix.node }}', 1], none: null }, cell)).toEqual({
      ...{ env: { A: '22' }, list: ['22', 1], none: null },
    }));
});
