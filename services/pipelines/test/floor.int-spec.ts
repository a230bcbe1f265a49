import { undefinedFilterViolations, undocumentedRoutes } from '@throughline/testing';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { World } from './world.js';
import { document } from './document.js';

/** Answered without being part of the contract: probes, webhooks, and the runner protocol, which has a document. */
const UNDOCUMENTED = [
  'GET /livez',
  'GET /readyz',
  'GET /runner/v1/jobs/{jobId}/files/{filesId}',
  'POST /hooks/github/{repositoryId}',
  'POST /hooks/gitlab/{repositoryId}',
  'POST /hooks/pipelines/{hookTriggerId}',
  'POST /runner/v1/announce',
  'POST /runner/v1/jobs/acquire',
  'POST /runner/v1/jobs/retake',
  'POST /runner/v1/jobs/{jobId}/artifacts',
  'POST /runner/v1/jobs/{jobId}/complete',
  'POST /runner/v1/jobs/{jobId}/files',
  'POST /runner/v1/jobs/{jobId}/heartbeat',
  'POST /runner/v1/jobs/{jobId}/log',
  'POST /runner/v1/register',
  'POST /runner/v1/workspaces/over',
];

describe('the floor under every feature', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  it('T8: every repository and read model refuses a condition that is undefined', async () =>
    expect(await undefinedFilterViolations(world.service.app)).toEqual([]));

  it('I1: the contract has every route', () =>
    expect(undocumentedRoutes(world.service.app, document)).toEqual(UNDOCUMENTED));

  it('the document of the runner protocol has every route of it, and no other', () => {
    const text = readFileSync(resolve(__dirname, '../docs/runner-protocol.md'), 'utf8');
    const described = [...text.matchAll(/^## (POST|GET) (\/[\w/{}]+)/gm)].map(
      ([, verb, path]) => `${verb} /runner/v1${path}`,
    );
    const served = undocumentedRoutes(world.service.app, document).filter((route) => route.includes('/runner/v1/'));
    expect(described.toSorted()).toEqual(served);
  });
});
