import { type PromotableCell, promotableVersions } from './promotable.js';

const cell = (version: string | null, over: Partial<PromotableCell> = {}): PromotableCell => ({
  live: version === null ? null : { releaseId: `r-${version}`, version },
  isHeld: false,
  rolledBack: new Set(),
  ...over,
});

describe('promotableVersions', () => {
  it.each<[string, PromotableCell[], (string | null)[]]>([
    ['what is new before', [cell('v2'), cell('v1')], [null, 'v2']],
    ['into an empty cell', [cell('v1'), cell(null)], [null, 'v1']],
    ['nothing from an empty cell', [cell(null), cell('v1')], [null, null]],
    ['nothing that runs already', [cell('v1'), cell('v1')], [null, null]],
    ['along a whole row', [cell('v3'), cell('v2'), cell('v1')], [null, 'v3', 'v2']],
    ['nothing into a held cell', [cell('v2'), cell('v1', { isHeld: true })], [null, null]],
    ['nothing out of a held cell', [cell('v2', { isHeld: true }), cell('v1')], [null, null]],
    ['nothing that was rolled back there', [cell('v2'), cell('v1', { rolledBack: new Set(['r-v2']) })], [null, null]],
  ])('offers %s', (_what, row, expected) => expect(promotableVersions(row)).toEqual(expected));
});
