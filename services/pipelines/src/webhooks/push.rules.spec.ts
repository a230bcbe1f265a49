import { judgePush, noRuleReason, pushOf } from './push.rules.js';

const sha = 'a'.repeat(40);

describe('pushes', () => {
  it.each([
    [
      { ref: 'refs/heads/main', after: sha },
      { target: 'branch', name: 'main', label: 'main', sha, isFork: false },
    ],
    [
      { ref: 'refs/heads/feature/x', after: sha },
      { target: 'branch', name: 'feature/x', label: 'feature/x', sha, isFork: false },
    ],
    [
      { ref: 'refs/tags/v1', after: sha },
      { target: 'tag', name: 'v1', label: 'refs/tags/v1', sha: undefined, isFork: false },
    ],
    [{ ref: 'refs/tags/v1', after: '0'.repeat(40) }, { ignored: 'The tag was deleted.' }],
    [{ ref: 'refs/tags/-x', after: sha }, { ignored: 'The name of the tag has characters that are not supported.' }],
    // As a branch it would be taken for the tag of that name.
    [
      { ref: 'refs/heads/refs/tags/v1', after: sha },
      { ignored: 'The name of the branch has characters that are not supported.' },
    ],
    [{ ref: 'refs/heads/main', after: '0'.repeat(40) }, { ignored: 'The branch was deleted.' }],
    [{ ref: 'refs/heads/main', after: sha, deleted: true }, { ignored: 'The branch was deleted.' }],
    [
      { ref: 'refs/heads/--upload-pack=x', after: sha },
      { ignored: 'The name of the branch has characters that are not supported.' },
    ],
    [
      { ref: 'refs/heads/a..b', after: sha },
      { ignored: 'The name of the branch has characters that are not supported.' },
    ],
    [{ ref: 'refs/heads/main', after: '--exec=x' }, { ignored: 'The commit is not named by 40 hex digits.' }],
    [{ ref: 'refs/notes/x', after: sha }, { ignored: 'Neither a branch nor a tag was pushed.' }],
    [{ ref: ['refs/heads/main'], after: sha }, { ignored: 'The body names no ref and no commit.' }],
    [null, { ignored: 'The body names no ref and no commit.' }],
  ])('%j', (body, verdict) => expect(judgePush(pushOf(body) ?? null)).toEqual(verdict));

  it('names the rules there are', () => {
    const dev = { target: 'branch', name: 'dev' } as const;
    const rules = ['main', 'release/*'].map((pattern) => ({ target: 'branch', pattern }) as const);
    expect(noRuleReason(dev, rules)).toBe('No branch rule fits dev; there are rules for main, release/*.');
    expect(noRuleReason(dev, [])).toBe('No branch rule fits dev; the repository has no branch rule.');
    expect(noRuleReason({ target: 'tag', name: 'v1' }, rules)).toBe(
      'No rule for tags fits the tag v1; the repository has no rule for tags.',
    );
    expect(noRuleReason({ target: 'pull_request', name: 'main' }, [{ target: 'pull_request', pattern: 'dev' }])).toBe(
      'No rule for pull requests fits one into main; there are rules for dev.',
    );
  });
});
