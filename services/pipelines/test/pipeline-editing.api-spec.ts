import { eventually } from '@throughline/testing';
import { execFileSync } from 'node:child_process';
import { type Organization, World } from './world.js';

const PATH = '.throughline/pipeline.yml';
const source = (run: string): string =>
  `# greets\nname: hello\nnodes:\n  greet: { kind: shell, run: ${run} } # says it\n`;

describe('editing pipelines', () => {
  let world: World;
  let org: Organization;
  let repository: { id: string; secret: string };
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
});
