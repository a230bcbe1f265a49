import { FEATURES } from '../plans/features.rules.js';
import { FREE_PLAN, type Plan, PLANS, planOf } from '../plans/plans.rules.js';
import { type Override, resolveEntitlements, sameEntitlements } from './entitlements.rules.js';

const plan = (limits: Plan['limits']): Plan => ({ key: 'test', name: 'Test', description: '', limits });
const NOW = new Date('2026-11-20T12:00:00Z');
const membersOf = (limits: Plan['limits'], overrides: Override[] = []): number | null | undefined =>
  resolveEntitlements(plan(limits), overrides, NOW).find(({ feature }) => feature === 'members')?.limit;
const override = (limit: number | null, expiresAt: string | null): Override => ({
  feature: 'members',
  limit,
  expiresAt: expiresAt === null ? null : new Date(expiresAt),
});

describe('resolveEntitlements', () => {
  it.each([
    ['the default where the plan says nothing', {}, [], 10],
    ['the plan’s own limit', { members: 3 }, [], 3],
    ['nothing of something, which is not the default', { members: 0 }, [], 0],
    ['no limit', { members: null }, [], null],
    ['an override above the plan', { members: 3 }, [override(7, null)], 7],
    ['an override below the plan', { members: null }, [override(1, null)], 1],
    ['an override to no limit', { members: 3 }, [override(null, '2026-11-20T12:00:01Z')], null],
    ['the plan when the override has just expired', { members: 3 }, [override(7, '2026-11-20T12:00:00Z')], 3],
    ['the last of several overrides', { members: 3 }, [override(7, null), override(8, null)], 8],
    ['the last that has not expired', { members: 3 }, [override(7, null), override(8, '2026-11-19T00:00:00Z')], 7],
    ['no override of another feature', { members: 3 }, [{ ...override(9, null), feature: 'projects' as const }], 3],
  ])('gives %s', (_what, limits, overrides, expected) => {
    expect(membersOf(limits, overrides)).toBe(expected);
  });

  it.each(PLANS.map((one) => [one.key, one] as const))('gives every feature once for the plan %s', (_key, one) => {
    expect(resolveEntitlements(one).map(({ feature }) => feature)).toEqual([...FEATURES]);
  });

  it('gives no plan less than the one before it', () => {
    const rank = (limit: number | null): number => limit ?? Number.POSITIVE_INFINITY;
    const limits = PLANS.map((one) => resolveEntitlements(one).map(({ limit }) => rank(limit)));
    for (const [index, row] of limits.entries()) {
      const smaller = limits[index - 1] ?? row;
      expect(row.every((limit, feature) => limit >= (smaller[feature] ?? limit))).toBe(true);
    }
  });

  it('counts a plan that is no longer on offer as free', () => {
    expect(planOf('withdrawn')).toBe(FREE_PLAN);
  });
});

describe('sameEntitlements', () => {
  const items = resolveEntitlements(FREE_PLAN);

  it('does not mind the order', () => {
    expect(sameEntitlements(items, items.toReversed())).toBe(true);
  });

  it.each([
    ['another limit', items.map((item) => (item.feature === 'members' ? { ...item, limit: 11 } : item))],
    ['no limit', items.map((item) => (item.feature === 'members' ? { ...item, limit: null } : item))],
    ['a feature less', items.slice(1)],
  ])('sees %s', (_what, other) => {
    expect(sameEntitlements(items, other)).toBe(false);
    expect(sameEntitlements(other, items)).toBe(false);
  });
});
