import { fits, RULE_TARGETS, ruleAbout, ruleFor } from './branch.rules.js';

/** Of this thread, however busy the machine is. What grows with the power of the length takes years. */
const MOST_CPU_US = 1_000_000;

describe('fits', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'maintenance', false],
    ['main', 'xmain', false],
    ['release/*', 'release/1.2', true],
    ['release/*', 'release/', true],
    ['release/*', 'release', false],
    ['release/*', 'my-release/1', false],
    ['*', 'anything/at/all', true],
    ['v?', 'v1', true],
    ['v?', 'v12', false],
    ['v1.0', 'v1x0', false],
    ['feature/*-x', 'feature/a-b-x', true],
    ['feature/*-x', 'feature/a-b-y', false],
    ['a.*', 'aXb', false],
    ['?*', '', false],
  ])('%s and %s: %s', (pattern, branch, expected) => expect(fits(pattern, branch)).toBe(expected));

  it('takes a pattern of many stars in stride', () => {
    const started = process.threadCpuUsage();
    expect(fits('*a'.repeat(60) + 'b', 'a'.repeat(200))).toBe(false);
    expect(process.threadCpuUsage(started).user).toBeLessThan(MOST_CPU_US);
  });
});

describe('ruleFor', () => {
  const rules = ['*', 'release/*', 'release/1.*', 'main', 'ma?n', '*/1.2'].map((pattern) => ({
    target: 'branch' as const,
    pattern,
  }));
  it.each([
    ['main', 'main'],
    ['maan', 'ma?n'],
    ['release/1.2', 'release/1.*'],
    ['release/2', 'release/*'],
    ['hotfix/1.2', '*/1.2'],
    ['other', '*'],
  ])('%s runs by %s', (branch, pattern) => expect(ruleFor(rules, branch)?.pattern).toBe(pattern));
  it('has none for a branch that no pattern fits', () =>
    expect(ruleFor([{ target: 'branch', pattern: 'main' }], 'dev')).toBeUndefined());

  const all = RULE_TARGETS.map((target) => ({ target, pattern: '*' }));
  it('keeps branches, tags and pull requests apart', () => {
    expect(ruleFor(all, 'main')?.target).toBe('branch');
    expect(ruleFor(all, 'refs/tags/v1')?.target).toBe('tag');
    expect(ruleFor([{ target: 'tag', pattern: 'v*' }], 'refs/tags/v1')).toBeDefined();
    expect(ruleFor([{ target: 'tag', pattern: 'refs/tags/v*' }], 'refs/tags/v1')).toBeUndefined();
    expect(ruleFor([{ target: 'branch', pattern: '*' }], 'refs/tags/v1')).toBeUndefined();
    expect(ruleAbout(all, 'pull_request', 'main')?.target).toBe('pull_request');
  });
  it.each(['refs/pull/7/head', 'refs/merge-requests/7/head', 'refs/heads/main'])('has none for %s', (ref) =>
    expect(ruleFor(all, ref)).toBeUndefined(),
  );
});
