import { describe, expect, it } from 'vitest';
import { inboxQuery, inboxSearch, isByDue } from './inbox-search.js';

describe('inboxSearch', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(inboxSearch({ view: 'all', kind: 'drift', show: 'decided', order: 'due', x: 1 })).toEqual({
      ...{ view: 'all', kind: 'drift', show: 'decided', order: 'due' },
    });
    expect(inboxSearch({ view: 'mine', kind: 'other', show: 3 })).toEqual({});
  });
});

describe('inboxQuery', () => {
  it('asks for what is mine to decide, where nothing else is said', () =>
    expect(inboxQuery({})).toEqual({ view: 'mine', open: true }));
  it('shows everything that is decided, because none of it is mine to decide', () =>
    expect(inboxQuery({ show: 'decided' })).toEqual({ view: 'all', open: false }));
  it('keeps a view and a kind', () =>
    expect(inboxQuery({ view: 'asked', kind: 'run', show: 'decided' })).toEqual({
      ...{ view: 'asked', open: false, kind: 'run' },
    }));
});

describe('isByDue', () => {
  it('is for change requests alone', () => {
    expect(isByDue({ kind: 'change_request', order: 'due' })).toBe(true);
    expect(isByDue({ kind: 'run', order: 'due' })).toBe(false);
    expect(isByDue({ kind: 'change_request' })).toBe(false);
  });
});
