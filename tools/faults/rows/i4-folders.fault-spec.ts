import { eventually } from '@throughline/testing';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { judgeGit } from './i4-git.ts';
import { watchPipelines, type WatchedPipelines } from './i4-watched-pipelines.ts';

jest.setTimeout(2 * 60_000);

/** Names of folders; each would leave a file `owned` where git runs. */
const FOLDERS = [
  '; touch owned',
  '$(touch owned)',
  '`touch owned`',
  `'; touch owned; '`,
  '" && touch owned && "',
  'a\ntouch owned',
  '--upload-pack=touch owned',
  '-c alias.x=!touch owned',
  'ext::sh -c touch% owned',
];

describe('I4: injected strings in the folders that git fetches from', () => {
  let watched: WatchedPipelines;
  beforeAll(async () => {
    watched = await watchPipelines();
  });
  afterAll(() => watched.close());

  it('are part of the folder’s name', async () => {
    const { watch, world, org } = watched;
    for (const [at, name] of FOLDERS.entries()) {
      const folder = join(world.repository.root, `${name}.git`);
      cpSync(world.repository.bare, folder, { recursive: true });
      const body = { projectId: org.projectId, name: `named ${at}`, cloneUrl: pathToFileURL(folder).href };
      const made = await world.as(org, 'post', '/repositories', { body });
      expect(made.status).toBe(201);
      const { id } = (made.body as { repository: { id: string } }).repository;
      await eventually(() => expect(isFetched(folder, id)).toBe(true), 20_000);
      await eventually(async () => expect(await stackWork(id)).toEqual([]), 20_000);
    }
    judgeGit(watch, 'folders of repositories', `${FOLDERS.length} names`);
  });

  const isFetched = (folder: string, id: string): boolean =>
    watched.watch.processes.some(
      (argv) => argv.includes('fetch') && argv.includes(`file://${folder}`) && argv.some((arg) => arg.endsWith(id)),
    );
  const stackWork = (id: string) =>
    watched.service.db.query('SELECT 1 FROM pipelines.stack_work WHERE repository_id = $1', [id]);
});
