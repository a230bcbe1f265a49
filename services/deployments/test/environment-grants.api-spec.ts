import type { EnvironmentGrant } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { DeploymentsWorld } from './deployments-world.js';

/** What may be done in an environment is asked where the environment is known, whatever the role says of others. */
describe('grants per environment', () => {
  let directory: string;
  let world: DeploymentsWorld;
  let releaseId: string;
  let deploymentId: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    world = await DeploymentsWorld.start({ PROCESS_ROLE: 'http' }, { HOSTS_BELOW: directory });
    await world.furnish();
    await world.requestDeploy(Buffer.from('an app'), { environmentSlug: 'production' });
    releaseId = (await world.get('releases')).body.items[0].id;
    deploymentId = (await world.get('deployments')).body.items[0].id;
  });
  afterAll(async () => {
    await world.close();
    await rm(directory, { recursive: true, force: true });
  });

  const COMMANDS: [
    permission: string,
    method: 'post' | 'put',
    path: (environmentId: string) => string,
    body: (environmentId: string) => object,
  ][] = [
    ['deployments.create', 'post', () => 'deployments', (environmentId) => ({ releaseId, environmentId })],
    [
      'deployments.promote',
      'post',
      () => 'promotions',
      (toEnvironmentId) => ({
        serviceId: world.serviceId,
        fromEnvironmentId: world.place('staging').id,
        toEnvironmentId,
      }),
    ],
    ['deployments.rollback', 'post', () => `deployments/${deploymentId}/rollback`, () => ({})],
    [
      'config.manage',
      'put',
      (id) => `services/${world.serviceId}/environments/${id}/config`,
      () => ({ variables: {} }),
    ],
    ['hosts.manage', 'post', () => 'hosts', (environmentId) => ({ environmentId, name: newId(), kind: 'local_host' })],
  ];

  const attempt = async (
    [, method, path, body]: (typeof COMMANDS)[number],
    who: { role: 'operator' | 'viewer'; grant: EnvironmentGrant; slug?: 'staging' | 'production' },
  ) => {
    const production = world.place('production').id;
    const target = world.place(who.slug ?? 'production').id;
    const claims = { ...memberClaims(world.orgId, who.role), environment_grants: { [production]: who.grant } };
    const client = request(world.service.url);
    return client[method](`/api/v1/orgs/${world.orgId}/${path(target)}`)
      .set('authorization', await world.service.bearer(claims))
      .send(body(target));
  };

  it.each(COMMANDS)('%s is refused where it is withheld, by name', async (...command) => {
    const answer = await attempt(command, { role: 'operator', grant: { allow: [], deny: [command[0]] } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'permission_missing' } });
    expect(answer.body.detail).toContain(`${command[0]} in the environment production`);
    expect(answer.body.detail).toMatch(/owner or admin/);
  });

  it.each(COMMANDS)('%s passes where it is granted beyond the role', async (...command) => {
    const answer = await attempt(command, { role: 'viewer', grant: { allow: [command[0]], deny: [] } });
    expect(answer.status).not.toBe(403);
  });

  it.each(COMMANDS.filter(([permission]) => permission !== 'deployments.rollback'))(
    '%s granted in one environment is none in another',
    async (...command) => {
      const grant = { allow: [command[0]], deny: [] };
      expect((await attempt(command, { role: 'viewer', grant, slug: 'staging' })).status).toBe(403);
    },
  );
});
