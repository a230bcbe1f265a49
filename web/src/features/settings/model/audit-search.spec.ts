import { describe, expect, it } from 'vitest';
import { auditQuery, isFiltered, readAuditSearch } from './audit-search.js';

const ID = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11';

describe('the audit filter in the URL', () => {
  it.each([
    [{}, {}],
    [
      { actor: ID, action: 'member.' },
      { actor: ID, action: 'member.' },
    ],
    [{ actor: 'me', service: 'mail', from: 'today', impersonated: 'no' }, {}],
    [
      { actor: 'system', impersonated: 'true' },
      { actor: 'system', impersonated: true },
    ],
    [{ text: 404 }, { text: '404' }],
    [
      { from: '2026-11-01', to: '2026-11-30' },
      { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00.000Z' },
    ],
  ])('%j asks for %j', (raw, query) => expect(auditQuery(readAuditSearch(raw))).toEqual(query));

  it('says whether anything is left out', () => {
    expect(isFiltered(readAuditSearch({ x: 1 }))).toBe(false);
    expect(isFiltered(readAuditSearch({ action: 'a' }))).toBe(true);
  });
});
