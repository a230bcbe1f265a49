import { eventually } from '@throughline/testing';
import { corpusFor } from './i4-corpus.ts';
import { judgeGit } from './i4-git.ts';
import { watchPipelines, type WatchedPipelines } from './i4-watched-pipelines.ts';

jest.setTimeout(5 * 60_000);

interface Execution {
  commit: { branch: string; sha: string };
}

describe('I4: injected strings in signed webhooks', () => {
  let watched: WatchedPipelines;
  beforeAll(async () => {
    watched = await watchPipelines();
  });
  afterAll(() => watched.close());

  it('are no branches and no commits, or name what they say', async () => {
    const { watch, world, service } = watched;
    const texts = corpusFor(watch.folder).map(({ text }) => text);
    const org = await world.organization();
    const repository = await world.connect(org, { pattern: '*', deployable: false });
    const sha = world.repository.push('main', { 'unique.txt': 'x' });
    for (const text of texts) {
      for (const push of [
        { ref: `refs/heads/${text}`, after: sha },
        { ref: text, after: sha },
        { ref: 'refs/heads/main', after: text },
      ])
        expect([202, 400]).toContain((await world.hook(repository, push)).status);
    }
    await eventually(
      async () => expect(await service.db.query('SELECT 1 FROM pipelines.receipt_work')).toEqual([]),
      200_000,
    );
    const { items } = (await world.as(org, 'get', '/executions?limit=200')).body as { items: Execution[] };
    // A name of plain characters is a branch, wherever it would lead as a path.
    expect(items.filter(({ commit }) => !/^[\w/][\w./-]*$/.test(commit.branch))).toEqual([]);
    expect(items.filter(({ commit }) => commit.sha !== sha)).toEqual([]);
    judgeGit(watch, 'webhooks', `${texts.length * 3} pushes`);
  });
});
