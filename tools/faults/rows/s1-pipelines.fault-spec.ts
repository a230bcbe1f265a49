import { document as pipelinesDocument } from '../../../services/pipelines/test/document.js';
import { type FurnishedPipelines, furnishPipelines } from '../../../services/pipelines/test/furnished-pipelines.js';
import { REGISTRATION_TOKEN } from '../../../services/pipelines/test/world.js';
import { judge } from './s1-judgement.ts';
import { scannedOf } from './s1-scanned.ts';
import { startSurroundings, type Surroundings } from './s1-surroundings.ts';

jest.setTimeout(180_000);

describe('S1: secret leak scan', () => {
  let surroundings: Surroundings;
  let furnished: FurnishedPipelines;
  beforeAll(async () => {
    surroundings = await startSurroundings();
    furnished = await furnishPipelines();
  });
  afterAll(async () => {
    await furnished.close();
    await surroundings.close();
  });

  it('finds none of what pipelines is given, or gives', async () => {
    const { secrets, scanned } = await scannedOf(furnished, pipelinesDocument, surroundings);
    const { world, org, ids } = furnished;
    secrets.know('the registration token of runners', REGISTRATION_TOKEN);
    secrets.know('the token of a runner', (await world.runner()).token);
    const body = { projectId: org.projectId, name: 'second', cloneUrl: world.repository.url };
    const made = await world.as(org, 'post', '/repositories', { body });
    expect(made.status).toBe(201);
    secrets.know('the secret of a webhook', (made.body as { webhookSecret: string }).webhookSecret);
    const rotated = await world.as(org, 'post', `/repositories/${ids.repositoryId}/webhook-secret`);
    expect(rotated.status).toBe(200);
    secrets.know('the secret that a webhook gets later', (rotated.body as { webhookSecret: string }).webhookSecret);
    const hook = { id: ids.repositoryId, secret: secrets.plant('a wrong secret of a webhook') };
    await world.hook(hook, { token: secrets.plant('a token in a body that is not signed') });
    const password = encodeURIComponent(secrets.plant('the password in a refused address'));
    const cloneUrl = `https://bot:${password}@git.example/a.git`;
    await world.as(org, 'post', '/repositories', { body: { ...body, name: 'third', cloneUrl } });
    await judge('pipelines', secrets, scanned);
  });
});
