import { type End, type FollowedOutcome, isFollowed } from './follow-up.rules.js';

const ENDS: End[] = ['succeeded', 'warning', 'failed', 'errored', 'cancelled', 'timed_out', 'blocked', 'unknown'];

describe('isFollowed', () => {
  it.each<[FollowedOutcome, End[]]>([
    ['succeeded', ['succeeded', 'warning']],
    ['failed', ['failed', 'errored', 'timed_out', 'unknown']],
    ['any', ENDS],
  ])('%s is %j', (outcome, ends) =>
    expect(ENDS.filter((end) => isFollowed({ outcome, pattern: '*' }, { outcome: end, branch: 'main' }))).toEqual(ends),
  );

  it.each([
    ['main', 'main', true],
    ['main', 'dev', false],
    ['release/*', 'release/1', true],
    ['*', 'refs/tags/v1', false],
    ['refs/*', 'refs/tags/v1', false],
    ['refs/tags/*', 'refs/tags/v1', true],
    ['refs/tags/*', 'v1', false],
    ['*', 'refs/pull/7/head', false],
    ['refs/pull/*', 'refs/pull/7/head', false],
    ['refs/tags/*', 'refs/merge-requests/7/head', false],
  ])('%s and %s: %s', (pattern, branch, is) =>
    expect(isFollowed({ outcome: 'any', pattern }, { outcome: 'succeeded', branch })).toBe(is),
  );
});
