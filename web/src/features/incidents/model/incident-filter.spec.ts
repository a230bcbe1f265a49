import { describe, expect, it } from 'vitest';
import type { IncidentState, IncidentSummaryResponse, Severity } from '../../../shared/api/generated/types.gen.js';
import { inOrder, readIncidentSearch, toQuery } from './incident-filter.js';

const incident = (id: string, state: IncidentState, severity: Severity, openedAt: string) =>
  ({ id, state, severity, openedAt }) as IncidentSummaryResponse;

describe('inOrder', () => {
  it('puts what still hurts first, the worst of it on top, then what is over, newest first', () => {
    const rows = inOrder([
      incident('over, bad', 'resolved', 'critical', '2026-11-01T00:00:00Z'),
      incident('over, newer', 'resolved', 'low', '2026-11-10T00:00:00Z'),
      incident('small', 'open', 'low', '2026-11-20T00:00:00Z'),
      incident('bad', 'mitigated', 'critical', '2026-11-02T00:00:00Z'),
      incident('bad and newer', 'open', 'critical', '2026-11-03T00:00:00Z'),
    ]);
    expect(rows.map(({ id }) => id)).toEqual(['bad and newer', 'bad', 'small', 'over, newer', 'over, bad']);
  });
});

describe('the filter', () => {
  it('asks for the unresolved ones by their own word', () => {
    expect(toQuery({ state: 'unresolved' })).toEqual({ unresolved: true });
    expect(toQuery({ state: 'open', severity: 'low' })).toEqual({ state: 'open' });
  });

  it('drops what is no filter', () =>
    expect(readIncidentSearch({ state: 'angry', severity: 'high' })).toEqual({ state: undefined, severity: 'high' }));
});
