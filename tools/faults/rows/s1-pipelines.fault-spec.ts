import { captureLogs, endCapture, memberClaims } from '@throughline/testing';
import { document as pipelinesDocument } from '../../../services/pipelines/test/document.js';
import { furnishOrganization, NODE_KEY } from '../../../services/pipelines/test/furnished-organization.js';
import { REGISTRATION_TOKEN, World } from '../../../services/pipelines/test/world.js';
import { judge } from './s1-judgement.ts';
import { Secrets } from './s1-secrets.ts';

const LIMIT_MS = 180_000;

describe('S1: secret leak scan', () => {
  const logs = captureLogs();
  const secrets = new Secrets();
  let close: (() => Promise<unknown>) | undefined;
  afterAll(async () => {
    endCapture();
    await close?.();
  });

  it(
    'finds none of what pipelines is given, or gives',
    async () => {
      const world = await World.start();
      close = () => world.stop();
      const { org, ids } = await furnishOrganization(world);
      secrets.know('the registration token of runners', REGISTRATION_TOKEN);
      const body = { projectId: org.projectId, name: 'second', cloneUrl: world.repository.url };
      const made = await world.as(org, 'post', '/repositories', { body });
      expect(made.status).toBe(201);
      secrets.know('the secret of a webhook', (made.body as { webhookSecret: string }).webhookSecret);
      const claims = (): ReturnType<typeof memberClaims> => memberClaims(org.id, 'owner', org.carol);
      const params = { ...ids, nodeKey: NODE_KEY };
      const scanned = { service: world.service, document: pipelinesDocument, orgId: org.id, params, claims, logs };
      await judge('pipelines', secrets, scanned);
    },
    LIMIT_MS,
  );
});
