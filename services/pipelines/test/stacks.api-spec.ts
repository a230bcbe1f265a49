import { pipelinesStackDetectedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { type Organization, World } from './world.js';

const WAIT_MS = 30_000;

describe('what a repository is written with', () => {
  let world: World;
  let org: Organization;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
  }, WAIT_MS);
  afterAll(() => world.stop());

  const newsOf = async (repositoryId: string) =>
    (await world.service.events(pipelinesStackDetectedV1)).filter((news) => news.repositoryId === repositoryId);

  it(
    'is told after it is connected, after each push to its default branch, and when it is disconnected',
    async () => {
      const first = world.repository.push('main', { 'main.py': 'print()', 'requirements.txt': 'flask' });
      const { id, secret } = await world.connect(org);
      await eventually(async () => expect(await newsOf(id)).toHaveLength(1), WAIT_MS);
      expect((await newsOf(id))[0]).toEqual({
        projectId: org.projectId,
        repositoryId: id,
        commitSha: first,
        repository: {
          provider: 'local',
          url: world.repository.url,
          owner: null,
          name: 'hello',
          defaultBranch: 'main',
          isPrivate: true,
        },
        language: 'Python',
        framework: null,
        buildTool: 'pip',
        confidence: 0.85,
      });

      const push = (branch: string, files: Record<string, string>) => {
        const after = world.repository.push(branch, { ...files, 'unique.txt': newId() });
        return world.hook({ id, secret }, { ref: `refs/heads/${branch}`, after });
      };
      const dependencies = JSON.stringify({ dependencies: { next: '1', react: '1' } });
      await push('feature', { 'package.json': dependencies });
      await push('main', { 'package.json': dependencies, 'app.ts': 'export const word = "a longer text";' });
      await eventually(async () => expect((await newsOf(id)).at(-1)).toMatchObject({ framework: 'Next.js' }), WAIT_MS);
      const told = await newsOf(id);
      expect(told).toHaveLength(2);
      expect(told[1]).toMatchObject({ language: 'TypeScript', buildTool: 'npm', confidence: 0.9 });

      await world.as(org, 'delete', `/repositories/${id}`);
      await eventually(async () => expect((await newsOf(id)).at(-1)?.repository).toBeNull(), WAIT_MS);
      expect(await world.service.db.query('SELECT 1 FROM pipelines.stack_work')).toEqual([]);
    },
    3 * WAIT_MS,
  );
});
