import {
  deploymentsDeploymentRolledBackV1,
  observabilityIncidentOpenedV1,
  observabilityIncidentResolvedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeploymentsWorld } from './deployments-world.js';
import { packApp } from './sample-app.js';
import { BUILT } from './built-service.js';

describe('promotion, incident and rollback', () => {
  let directory: string;
  let world: DeploymentsWorld;
  let good: Buffer;
  let bad: Buffer;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    [good, bad] = await Promise.all([packApp('good'), packApp('bad')]);
    const settings = { LAUNCHER_FILE: BUILT.launcher, HOSTS_BELOW: directory };
    world = await DeploymentsWorld.start({ PROCESS_ROLE: 'all' }, settings);
    await world.furnish();
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await rm(directory, { recursive: true, force: true });
  });

  const path = () => ({
    serviceId: world.serviceId,
    fromEnvironmentId: world.place('staging').id,
    toEnvironmentId: world.place('production').id,
  });
  const preview = async (): Promise<{
    blockers: string[];
    configChanges: unknown[];
    release: { version: string } | null;
  }> => (await world.get(`promotions/preview?${new URLSearchParams(path())}`)).body;
  const liveIn = async (slug: 'staging' | 'production'): Promise<{ id: string; version: string; status: string }> => {
    const board = (await world.get('board')).body;
    return board.rows[0].cells.find((cell: { environmentId: string }) => cell.environmentId === world.place(slug).id)
      .live;
  };
  const incident = (suspectDeploymentId: string, number: number) => ({
    incidentId: newId(),
    number,
    title: 'errors of hello',
    severity: 'high' as const,
    serviceId: world.serviceId,
    environmentId: world.place('production').id,
    alertRuleId: null,
    suspectDeploymentId,
    suspectScore: 1,
  });

  it('says why nothing can be promoted yet', async () => {
    expect((await preview()).blockers).toEqual(['Nothing is live in staging.']);
    const refused = await world.post('promotions', path());
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 422, code: 'nothing_live' });
    const answer = await world.deployed(null, {
      kind: 'promotion',
      environmentSlug: 'production',
      fromEnvironmentSlug: 'staging',
    });
    expect(answer).toMatchObject({ outcome: 'failed', number: 0, message: 'Nothing is live in staging.' });
  });

  it.each([
    ['service', { serviceSlug: 'nobody' }, 'There is no service "nobody".'],
    ['environment', { environmentSlug: 'moon' }, 'There is no environment "moon".'],
  ])('answers a pipeline that names no %s of ours', async (_what, over, message) => {
    expect(await world.deployed(good, over)).toMatchObject({ outcome: 'failed', message });
  });

  it('promotes the same artifact with the configuration of the target', async () => {
    const staged = await world.deployed(good, { version: 'v1' });
    const config = `services/${world.serviceId}/environments/${world.place('production').id}/config`;
    await world.put(config, { variables: { GREETING: 'good day' } });
    expect(await preview()).toMatchObject({
      blockers: [],
      configChanges: [{ name: 'GREETING', change: 'added' }],
      release: { version: 'v1' },
    });
    const promotion = await world.post('promotions', path());
    expect(promotion.status).toBe(202);
    expect(promotion.body).toMatchObject({
      kind: 'promotion',
      release: { id: staged.releaseId },
      environmentName: 'production',
    });
    await world.reaches(promotion.body.id, 'live');
    const { url } = (await world.get(`deployments/${promotion.body.id}`)).body;
    expect(await (await fetch(`${url}/`)).json()).toMatchObject({ version: 'good', greeting: 'good day' });
    expect((await preview()).blockers).toEqual(['production runs v1 with the newest configuration already.']);
  });

  it('refuses to roll back the first release: nothing stood before it', async () => {
    const refused = await world.post(`deployments/${(await liveIn('production')).id}/rollback`, {});
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 422, code: 'no_rollback_target' });
  });

  it('rolls a suspect back once, however many incidents and people ask', async () => {
    await world.deployed(bad, { version: 'v2' });
    const promoted = await world.deployed(null, { kind: 'promotion', environmentSlug: 'production', version: 'v2' });
    expect(promoted.outcome).toBe('live');
    const first = incident(promoted.deploymentId, 1);
    const second = incident(promoted.deploymentId, 2);
    await Promise.all([
      world.service.deliver(observabilityIncidentOpenedV1, world.orgId, first),
      world.service.deliver(observabilityIncidentOpenedV1, world.orgId, second),
      world.post(`deployments/${promoted.deploymentId}/rollback`, { reason: 'looks wrong' }),
    ]);
    await world.reaches(promoted.deploymentId, 'rolled_back');
    const rollbacks = (await world.get('deployments')).body.items.filter(
      (one: { kind: string }) => one.kind === 'rollback',
    );
    expect(rollbacks).toMatchObject([{ status: 'live', version: 'v1' }]);
    const story = await world.service.events(deploymentsDeploymentRolledBackV1);
    expect(story.map(({ outcome, fromVersion, toVersion }) => [outcome, fromVersion, toVersion])).toEqual([
      ['started', 'v2', 'v1'],
      ['live', 'v2', 'v1'],
    ]);
    const { url } = (await world.get(`deployments/${rollbacks[0].id}`)).body;
    expect(await (await fetch(`${url}/`)).json()).toMatchObject({ version: 'good', greeting: 'good day' });
    await eventually(async () => expect(await world.apps('production')).toHaveLength(1));
  });

  it('stops the line until both incidents are over, and never promotes what was rolled back', async () => {
    expect((await preview()).blockers.sort()).toEqual([
      'The line is stopped: incident #1: errors of hello.',
      'The line is stopped: incident #2: errors of hello.',
      'v2 was rolled back in production.',
    ]);
    expect((await world.post('promotions', path())).status).toBe(409);
    const holds = await world.service.db.query<{ incident_id: string }>(
      'SELECT incident_id FROM deployments.line_hold',
    );
    const { orgId, serviceId } = world;
    for (const { incident_id: incidentId } of holds) {
      await world.service.deliver(observabilityIncidentResolvedV1, orgId, {
        incidentId,
        number: 1,
        state: 'mitigated',
        serviceId,
        environmentId: world.place('production').id,
        suspectDeploymentId: null,
      });
    }
    expect((await preview()).blockers).toEqual(['v2 was rolled back in production.']);
  });

  it('never rolls a rollback back by itself, and holds nothing for an incident that is over', async () => {
    const live = await liveIn('production');
    const late = incident(live.id, 3);
    await world.service.deliver(observabilityIncidentResolvedV1, world.orgId, { ...late, state: 'resolved' });
    await world.service.deliver(observabilityIncidentOpenedV1, world.orgId, late);
    await world.service.deliver(observabilityIncidentOpenedV1, world.orgId, incident(live.id, 4));
    expect(await liveIn('production')).toEqual(live);
    const detail = (await world.get(`deployments/${live.id}`)).body;
    expect(detail.log.at(-1).text).toBe('incident #4: errors of hello: not rolled back, it is a rollback itself');
    expect((await preview()).blockers).not.toContain('The line is stopped: incident #3: errors of hello.');
  });

  it('lets two deployments of one slot run one after the other', async () => {
    const requests = await Promise.all([
      world.requestDeploy(good, { version: 'v4' }),
      world.requestDeploy(bad, { version: 'v5' }),
    ]);
    const ends = await Promise.all(requests.map((id) => world.finished(id)));
    expect(ends.map((end) => end.outcome)).toEqual(['live', 'live']);
    const [early, late] = [...ends].sort((a, b) => a.number - b.number);
    expect(late?.previousDeploymentId).toBe(early?.deploymentId);
    expect((await liveIn('staging')).id).toBe(late?.deploymentId);
  });
});
