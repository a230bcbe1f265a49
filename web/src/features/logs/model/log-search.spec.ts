import { describe, expect, it } from 'vitest';
import { filterOf, isFiltered, readLogSearch, toggledLevels } from './log-search.js';

describe('readLogSearch', () => {
  it('keeps what is a value of its kind', () => {
    const raw = { serviceId: 's', level: ['error', 'loud'], text: 404, range: '6h', entry: 900_001, live: true };
    expect(filterOf(readLogSearch(raw))).toEqual({ serviceId: 's', level: ['error'], text: '404' });
    expect(readLogSearch(raw)).toMatchObject({ range: '6h', entry: '900001', live: true });
  });

  it.each([
    ['backwards', { from: '2026-11-20T12:00:00Z', to: '2026-11-20T11:00:00Z' }],
    ['half given', { from: '2026-11-20T12:00:00Z' }],
    ['no time at all', { from: 'noon', to: 'later' }],
  ])('leaves out a range that is %s', (_why, raw) =>
    expect(readLogSearch({ ...raw, range: '1h' })).toMatchObject({ range: '1h', from: undefined, to: undefined }),
  );

  it('lets a fixed range win over a relative one', () => {
    const raw = { from: '2026-11-20T11:00:00Z', to: '2026-11-20T12:00:00Z', range: '1h' };
    expect(readLogSearch(raw)).toMatchObject({ range: undefined, from: '2026-11-20T11:00:00.000Z' });
  });

  it('reads back what it wrote', () => {
    const search = readLogSearch({ environmentId: 'e', level: ['warn'], text: '"a b" -c', wrap: true, range: '7d' });
    expect(readLogSearch({ ...search })).toEqual(search);
  });
});

describe('filterOf', () => {
  it('says that time and looks are no filter', () => {
    expect(isFiltered(readLogSearch({ range: '15m', wrap: true, entry: 'x' }))).toBe(false);
    expect(isFiltered(readLogSearch({ traceId: 't' }))).toBe(true);
  });
});

describe('toggledLevels', () => {
  it('adds and takes away, in order of weight', () => {
    expect(toggledLevels(undefined, 'warn')).toEqual(['warn']);
    expect(toggledLevels(['warn'], 'fatal')).toEqual(['fatal', 'warn']);
  });

  it('is no filter when none or all are chosen', () => {
    expect(toggledLevels(['warn'], 'warn')).toBeUndefined();
    expect(toggledLevels(['fatal', 'error', 'warn', 'info'], 'debug')).toBeUndefined();
  });
});
