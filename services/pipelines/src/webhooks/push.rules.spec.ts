import { judgePush, noRuleReason, pushOf } from './push.rules.js';

const sha = 'a'.repeat(40);

describe('pushes', () => {
  it.each([
    [
      { ref: 'refs/heads/main', after: sha },
      { branch: 'main', sha },
    ],
    [
      { ref: 'refs/heads/feature/x', after: sha },
      { branch: 'feature/x', sha },
    ],
    [{ ref: 'refs/tags/v1', after: sha }, { ignored: 'A tag was pushed; only branches start pipelines.' }],
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
    expect(noRuleReason('dev', ['main', 'release/*'])).toBe(
      'No branch rule fits dev; there are rules for main, release/*.',
    );
    expect(noRuleReason('dev', [])).toBe('No branch rule fits dev; the repository has no branch rule.');
  });
});
