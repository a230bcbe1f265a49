import { describe, expect, it } from 'vitest';
import { isTouchedBy, touchedByAny } from './live-hints.js';

const key = (_id: string, path: Record<string, string> = {}) => [{ _id, path: { org: 'acme', ...path } }];

describe('live hints', () => {
  it('touch lists and the page of the very thing', () => {
    const hint = { resource: 'execution', id: 'e1' };
    expect(isTouchedBy(hint, key('listExecutions'))).toBe(true);
    expect(isTouchedBy(hint, key('getExecution', { executionId: 'e1' }))).toBe(true);
    expect(isTouchedBy(hint, key('getExecution', { executionId: 'e2' }))).toBe(false);
  });

  it('touch the page that shows a part of something else', () => {
    expect(isTouchedBy({ resource: 'node', id: 'n1' }, key('getExecution', { executionId: 'e1' }))).toBe(true);
  });

  it('compare ids of resources with two words', () => {
    const hint = { resource: 'alert_rule', id: 'r1' };
    expect(isTouchedBy(hint, key('getAlertRule', { alertRuleId: 'r1' }))).toBe(true);
    expect(isTouchedBy(hint, key('getAlertRule', { alertRuleId: 'r2' }))).toBe(false);
  });

  it('leave alone what they do not know', () => {
    expect(isTouchedBy({ resource: 'unheard_of', id: 'x' }, key('listExecutions'))).toBe(false);
    expect(isTouchedBy({ resource: 'execution', id: 'x' }, ['another', 'key'])).toBe(false);
  });

  it('are served in batches', () => {
    const isTouched = touchedByAny([
      { resource: 'incident', id: 'i1' },
      { resource: 'host', id: 'h1' },
    ]);
    expect(
      [key('listHosts'), key('listIncidents'), key('listServices')].map((queryKey) => isTouched({ queryKey })),
    ).toEqual([true, true, false]);
  });
});
