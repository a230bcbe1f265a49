import { judgePullRequest, mergeRequestOf, pullRequestOf } from './pull-request.rules.js';

const sha = 'a'.repeat(40);
const github = (more: object = {}, head: object = {}) => ({
  ...{ action: 'opened', number: 7 },
  pull_request: { head: { sha, ref: 'topic', repo: { id: 1 }, ...head }, base: { ref: 'main', repo: { id: 1 } } },
  ...more,
});
const gitlab = (more: object = {}) => ({
  object_attributes: {
    ...{ iid: 7, action: 'open', target_branch: 'main', last_commit: { id: sha } },
    ...{ source_project_id: 1, target_project_id: 1, ...more },
  },
});
const run = { target: 'pull_request', name: 'main', label: 'refs/pull/7/head', sha, isFork: false };

describe('pull requests', () => {
  it.each(['opened', 'reopened', 'synchronize', 'synchronized'])('are run when they are %s', (action) =>
    expect(judgePullRequest(pullRequestOf(github({ action })) ?? null)).toEqual(run),
  );

  it.each(['closed', 'labeled', 'edited', 'assigned'])('are not when they are %s', (action) =>
    expect(judgePullRequest(pullRequestOf(github({ action })) ?? null)).toEqual({
      ignored: `Nothing follows from a pull request that is ${action}.`,
    }),
  );

  it.each([
    ['another repository', { repo: { id: 2 } }],
    ['one that is gone', { repo: null }],
    ['one that is not named', { repo: {} }],
  ])('are of a fork when their commits are in %s', (_what, head) =>
    expect(pullRequestOf(github({}, head))).toMatchObject({ isFork: true }),
  );

  it.each([
    null,
    'text',
    {},
    github({ number: '7' }),
    github({ number: -1 }),
    github({ number: 1.5 }),
    github({ action: ['opened'] }),
    github({}, { sha: '--exec=x' }),
    github({ pull_request: { head: { sha }, base: { ref: '--upload-pack=x' } } }),
    github({ pull_request: { head: { sha }, base: { ref: 'refs/tags/v1' } } }),
    github({ pull_request: null }),
  ])('are none in %j', (body) => {
    expect(pullRequestOf(body)).toBeUndefined();
    expect(judgePullRequest(pullRequestOf(body) ?? null)).toHaveProperty('ignored');
  });
});

describe('merge requests', () => {
  it.each([{ action: 'open' }, { action: 'reopen' }, { action: 'update', oldrev: 'b'.repeat(40) }])(
    'are run for %j',
    (more) =>
      expect(judgePullRequest(mergeRequestOf(gitlab(more)) ?? null)).toEqual({
        ...run,
        label: 'refs/merge-requests/7/head',
      }),
  );

  it.each([{ action: 'update' }, { action: 'merge' }, { action: 'close' }, { action: 'approved' }])(
    'are not for %j',
    (more) => expect(judgePullRequest(mergeRequestOf(gitlab(more)) ?? null)).toHaveProperty('ignored'),
  );

  it.each([{ source_project_id: 2 }, { source_project_id: null }])('are of a fork with %j', (more) =>
    expect(mergeRequestOf(gitlab(more))).toMatchObject({ isFork: true }),
  );

  it.each([null, {}, gitlab({ iid: '7' }), gitlab({ last_commit: null })])('are none in %j', (body) =>
    expect(mergeRequestOf(body)).toBeUndefined(),
  );
});

describe('the texts of a request', () => {
  const hub = (title: unknown, ref: unknown): unknown => {
    const head = { sha, ref, repo: { id: 1 } };
    return github({ pull_request: { title, head, base: { ref: 'main', repo: { id: 1 } } } });
  };

  it('are kept as they were written, from both hosts', () => {
    const texts = { title: 'Greet "${{ x }}" 🙂', source: 'héllo/x' };
    expect(pullRequestOf(hub(texts.title, texts.source))).toMatchObject(texts);
    expect(mergeRequestOf(gitlab({ title: texts.title, source_branch: texts.source }))).toMatchObject(texts);
  });

  it('are kept as far as they can be stored, and are no reason to lose the request', () => {
    expect(pullRequestOf(hub('a\0b\ud800', 'x'.repeat(2_000)))).toMatchObject({
      ...{ title: 'a\ufffdb\ufffd', source: 'x'.repeat(1_000) },
    });
    for (const none of [undefined, null, 7, ['x'], {}]) {
      expect(pullRequestOf(hub(none, none))).toMatchObject({ number: 7, title: undefined, source: undefined });
      expect(mergeRequestOf(gitlab({ title: none, source_branch: none }))).toMatchObject({
        number: 7,
        title: undefined,
      });
    }
  });
});
