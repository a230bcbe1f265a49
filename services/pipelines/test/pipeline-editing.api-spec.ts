import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { execFileSync } from 'node:child_process';
import { MAX_SOURCE_BYTES } from '../src/definitions/definition.js';
import { DraftExpiry } from '../src/editing/draft-expiry.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const PATH = '.throughline/pipeline.yml';
const source = (run: string): string =>
  `# greets\nname: hello\nnodes:\n  greet: { kind: shell, run: ${run} } # says it\n`;

describe('editing pipelines', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    world.repository.push('main', { 'README.md': 'hello' });
  });
  afterAll(() => world.stop());

  const read = (query = ''): ReturnType<World['as']> =>
    world.as(org, 'get', `/repositories/${repository.id}/pipeline-file${query}`);
  const save = (change: object, role: 'admin' | 'viewer' = 'admin'): ReturnType<World['as']> =>
    world.as(org, 'post', `/repositories/${repository.id}/pipeline-commits`, {
      role,
      body: { branch: 'main', path: PATH, source: source('echo hi'), revision: null, ...change },
    });
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', world.repository.bare, ...args], { encoding: 'utf8' });
  const revision = async (): Promise<string> => (await read()).body.revision as string;

  it('makes a commit of the person, the version of its text, and the run that a push would start', async () => {
    expect((await read()).body).toMatchObject({ branch: 'main', path: PATH, source: null, revision: null });
    const saved = await save({ message: 'feat: say hi\n\nAs asked.' });
    expect([saved.status, saved.body]).toMatchObject([201, { isNew: true, version: 1, branch: 'main', path: PATH }]);
    const { commitSha, pipelineId } = saved.body as { commitSha: string; pipelineId: string };
    expect(git('log', '-1', '--format=%H|%an|%ae|%cn|%B', 'main').trim()).toBe(
      `${commitSha}|bob@example.org|bob@example.org|Throughline|feat: say hi\n\nAs asked.`,
    );
    expect(git('show', `main:${PATH}`)).toBe(source('echo hi'));
    expect(git('ls-tree', '--name-only', 'main')).toBe('.throughline\nREADME.md\n');
    expect((await read()).body).toMatchObject({ source: source('echo hi'), pipelineId, commitSha });
    const versions = await world.as(org, 'get', `/pipelines/${pipelineId}/versions`);
    expect(versions.body.items).toMatchObject([{ version: 1, commitSha, source: source('echo hi') }]);
    await eventually(async () => {
      const { body } = await world.as(org, 'get', '/executions');
      expect(body.items).toMatchObject([{ commit: { sha: commitSha }, trigger: 'push' }]);
    });
  });

  it('lets one of two win who edited the same revision, and loses nothing', async () => {
    const base = await revision();
    const texts = ['echo one', 'echo two', 'echo three'].map(source);
    const answers = await Promise.all(texts.map((text) => save({ source: text, revision: base })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const won = texts[answers.findIndex(({ status }) => status === 201)];
    expect(git('show', `main:${PATH}`)).toBe(won);
    expect((await read()).body.source).toBe(won);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('file_changed');
    // Who lost saves on top of what is there now.
    expect((await save({ source: source('echo both'), revision: await revision() })).status).toBe(201);
  });

  it('lets two win who edited different files of a branch', async () => {
    const files = ['a', 'b', 'c'].map((name) => ({ path: `.throughline/${name}.yml`, source: source(`echo ${name}`) }));
    const answers = await Promise.all(files.map((file) => save(file)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    for (const file of files) expect(git('show', `main:${file.path}`)).toBe(file.source);
  });

  it('makes no commit of a text that is there, whatever it was made from', async () => {
    const [before, { body }] = [git('rev-parse', 'main').trim(), await read()];
    const saved = await save({ source: body.source as string, revision: null });
    expect([saved.status, saved.body]).toMatchObject([201, { isNew: false, commitSha: before }]);
    expect(git('rev-parse', 'main').trim()).toBe(before);
  });

  it('runs no hook and no command of the repository', async () => {
    const config = (...args: string[]): string => git('config', ...args);
    config('core.hooksPath', `${world.repository.root}/hooks`);
    execFileSync('mkdir', ['-p', `${world.repository.root}/hooks`]);
    for (const name of ['pre-receive', 'update', 'post-receive', 'reference-transaction'])
      execFileSync('sh', ['-c', `printf '#!/bin/sh\\ntouch ran-hook\\n' > ${name}; chmod +x ${name}`], {
        cwd: `${world.repository.root}/hooks`,
      });
    expect((await save({ source: source('echo hooked'), revision: await revision() })).status).toBe(201);
    config('--unset', 'core.hooksPath');
    expect(execFileSync('ls', [world.repository.bare], { encoding: 'utf8' })).not.toContain('ran-hook');
  });

  it.each([
    ['mistakes', { source: 'name: x\nnodes: { a: { kind: bash } }' }, 422, 'definition_invalid'],
    ['what is no YAML', { source: 'name: [' }, 422, 'definition_invalid'],
    ['a missing branch', { branch: 'nowhere' }, 422, 'branch_missing'],
    ['a path through a file', { path: 'README.md/a.yml' }, 422, 'path_unusable'],
    ['a path into git', { path: '.git/a.yml' }, 422, 'path_unusable'],
    ['another kind of file', { path: 'package.json' }, 400, 'validation'],
    ['a path that leads out', { path: '../a.yml' }, 400, 'validation'],
    ['a revision that is none', { revision: 'HEAD' }, 400, 'validation'],
    ['no revision', { revision: undefined }, 400, 'validation'],
  ])('refuses %s', async (_what, change, status, code) => {
    const answer = await save(change);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('says where the mistakes are', async () => {
    const { body } = await save({ source: 'name: x\nnodes:\n  a: { kind: bash }\n' });
    expect(body.errors).toMatchObject([{ pointer: '/source', message: expect.stringMatching(/^line 3, column 14: /) }]);
  });

  it('leaves a branch alone that somebody works on', async () => {
    const other = await world.organization();
    const body = { projectId: other.projectId, name: 'clone', cloneUrl: world.repository.checkedOut() };
    const { repository: clone } = (await world.as(other, 'post', '/repositories', { body })).body;
    const answer = await world.as(other, 'post', `/repositories/${clone.id}/pipeline-commits`, {
      body: { branch: 'main', path: '.throughline/other.yml', source: source('echo x'), revision: null },
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'not_taken']);
  });

  it('is for members who may', async () => {
    expect((await save({}, 'viewer')).status).toBe(403);
    expect(
      (await world.as(org, 'get', `/repositories/${repository.id}/pipeline-file`, { role: 'viewer' })).status,
    ).toBe(403);
  });

  describe('drafts', () => {
    const PLACE = { branch: 'main', path: '.throughline/draft.yml' };
    const address = (place: object = PLACE): string =>
      `/repositories/${repository.id}/pipeline-draft?${new URLSearchParams(place as Record<string, string>).toString()}`;
    const keep = (change: object, user = org.bob): ReturnType<World['as']> =>
      world.as(org, 'put', `/repositories/${repository.id}/pipeline-draft`, {
        user,
        body: { ...PLACE, text: 'name: [', revision: null, version: null, follows: null, ...change },
      });
    const found = async (user = org.bob, place: object = PLACE): Promise<Record<string, unknown> | null> =>
      (await world.as(org, 'get', address(place), { user })).body.draft as Record<string, unknown> | null;
    const drop = (): ReturnType<World['as']> => world.as(org, 'delete', address());
    afterEach(drop);

    it('are kept as they are, and found by who wrote them and by nobody else', async () => {
      expect(await found()).toBeNull();
      const revised = { text: 'name: [\r\n# 😀', revision: 'a'.repeat(40), version: 3 };
      const kept = await keep(revised);
      expect([kept.status, kept.body]).toMatchObject([200, { ...PLACE, ...revised, repositoryName: 'hello' }]);
      expect(await found()).toEqual(kept.body);
      expect(await found(org.carol)).toBeNull();
      const list = (user: string): ReturnType<World['as']> => world.as(org, 'get', '/pipeline-drafts', { user });
      const { text: _, ...summary } = kept.body as Record<string, unknown>;
      expect((await list(org.bob)).body).toEqual({ items: [summary], nextCursor: null });
      expect((await list(org.carol)).body.items).toEqual([]);
      expect((await world.as(org, 'get', '/pipeline-drafts?cursor=x')).status).toBe(400);
      await world.as(org, 'delete', address(), { user: org.carol });
      expect(await found()).toEqual(kept.body);
      expect((await drop()).status).toBe(204);
      expect([await found(), (await drop()).status]).toEqual([null, 204]);
    });

    it('of two devices do not overwrite each other', async () => {
      const texts = ['name: a', 'name: b', 'name: c'];
      const answers = await Promise.all(texts.map((text) => keep({ text })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
      const won = answers.findIndex(({ status }) => status === 200);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('draft_elsewhere');
      const { id, text } = (await found()) ?? {};
      expect(text).toBe(texts[won]);
      // One that has seen it goes on; of two that do, one.
      const next = await Promise.all(['name: d', 'name: e'].map((other) => keep({ text: other, follows: id })));
      expect(next.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      // The same text again is no conflict: its answer may have been lost.
      const again = (await found())?.['text'];
      expect((await keep({ text: again, follows: id })).status).toBe(200);
    });

    it('are gone once they are saved, and can be written anew', async () => {
      const { body } = await keep({ path: PATH });
      const saved = await save({ source: source('echo drafted'), revision: await revision() });
      expect(saved.status).toBe(201);
      expect(await found(org.bob, { branch: 'main', path: PATH })).toBeNull();
      expect((await read()).body).toMatchObject({ version: saved.body.version as number });
      const anew = await keep({ path: PATH, follows: body.id as string });
      expect([anew.status, anew.body.pipelineId]).toEqual([200, saved.body.pipelineId]);
      await world.as(org, 'delete', address({ branch: 'main', path: PATH }));
    });

    it('are forgotten after thirty days, and the oldest of more than a hundred', async () => {
      const age = (days: number): Promise<unknown> =>
        world.service.db.query(
          `UPDATE pipelines.pipeline_draft SET kept_at = clock_timestamp() - make_interval(days => $1)`,
          [days],
        );
      const expire = (): Promise<void> => world.service.app.get(DraftExpiry).expire();
      await keep({});
      await age(29);
      await expire();
      expect(await found()).not.toBeNull();
      await age(30);
      expect(await found()).toBeNull();
      // Nobody sees it any more, so it is in nobody's way.
      expect((await keep({ text: 'name: b' })).status).toBe(200);
      await age(30);
      await expire();
      expect(await world.service.db.query('SELECT 1 FROM pipelines.pipeline_draft')).toEqual([]);
      await world.service.db.query(
        `INSERT INTO pipelines.pipeline_draft (id, org_id, author_id, repository_id, branch, path, text)
         SELECT lpad(n::text, 32, '0')::uuid, $1, $2, $3, 'main', n || '.yml', '' FROM generate_series(1, 100) n`,
        [org.id, org.bob, repository.id],
      );
      await keep({});
      const paths = await world.service.db.query<{ path: string }>('SELECT path FROM pipelines.pipeline_draft');
      expect(paths).toHaveLength(100);
      expect(paths.map(({ path }) => path)).not.toContain('1.yml');
      await world.service.db.query('DELETE FROM pipelines.pipeline_draft');
    });

    it('may be as large as a pipeline file', async () => {
      const kept = await keep({ text: 'a'.repeat(MAX_SOURCE_BYTES) });
      expect([kept.status, (await found())?.['text']]).toEqual([200, 'a'.repeat(MAX_SOURCE_BYTES)]);
    });

    it.each([
      ['more than a file may hold', { text: '€'.repeat(100_000) }, 422, 'draft_too_large'],
      ['what no database holds', { text: 'a\u0000' }, 400, 'validation'],
      ['half of a character', { text: 'a\ud83d' }, 400, 'validation'],
      ['a path that leads out', { path: '../a.yml' }, 400, 'validation'],
      ['a version that is none', { version: 0 }, 400, 'validation'],
      ['a text that follows nothing', { follows: 'x' }, 400, 'validation'],
    ])('are not %s', async (_what, change, status, code) => {
      const answer = await keep(change);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('are of a repository that there is, for members who may edit', async () => {
      const [none, viewer] = [`/repositories/${newId()}/pipeline-draft`, { role: 'viewer' as const }];
      const body = { ...PLACE, text: 'a', revision: null, version: null, follows: null };
      expect((await world.as(org, 'put', none, { body })).status).toBe(404);
      expect((await world.as(org, 'get', `${none}?branch=main&path=a.yml`)).status).toBe(404);
      expect((await world.as(org, 'get', address(), viewer)).status).toBe(403);
      expect((await world.as(org, 'get', '/pipeline-drafts', viewer)).status).toBe(403);
    });
  });
});
