import { auditRecordedV1, deploymentsDeploymentFinishedV1, pipelinesExecutionStartedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { startTestService, type TestService } from '@throughline/testing';
import { AlertEvaluator } from '../src/alerts/alert-evaluator.js';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { act, aDeployment, aLine, announce, ingest, newPlace, read } from './builders.js';
import { contractProblems } from './contract.js';

describe('alert rules, incidents and changes over HTTP', () => {
  let service: TestService;
  const place = newPlace();
  const { orgId, serviceId, environmentId } = place;
  const body = {
    name: 'errors',
    kind: 'error_count',
    serviceId,
    environmentId,
    threshold: 1,
    windowSeconds: 60,
    forSeconds: 0,
    severity: 'high',
  };
  const create = (change: object = {}, role?: 'viewer' | 'developer') =>
    act(service, orgId, {
      method: 'post',
      path: 'alert-rules',
      body: { ...body, name: newId(), ...change },
      ...(role ? { role } : {}),
    });

  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    await announce(service, place);
  });
  afterAll(() => service.close());

  it('creates, reads, changes and deletes a rule', async () => {
    const made = await create({ name: 'errors' });
    expect(contractProblems('createAlertRule', made)).toEqual([]);
    expect(made.body).toMatchObject({
      ...body,
      cooldownSeconds: 300,
      serviceName: 'hello-service',
      environmentName: 'production',
      enabled: true,
      state: 'ok',
    });
    const path = `alert-rules/${made.body.id}`;
    const patched = await act(service, orgId, { method: 'patch', path, body: { threshold: 9, enabled: false } });
    expect(patched.body).toMatchObject({ name: 'errors', threshold: 9, enabled: false });
    expect((await read(service, orgId, path)).body).toEqual(patched.body);
    expect(contractProblems('listAlertRules', await read(service, orgId, 'alert-rules'))).toEqual([]);
    expect((await act(service, orgId, { method: 'delete', path })).status).toBe(204);
    expect((await read(service, orgId, path)).status).toBe(404);
    const actions = (await service.events(auditRecordedV1)).map((fact) => fact.action);
    expect(actions).toEqual(['alert_rule.created', 'alert_rule.updated', 'alert_rule.deleted']);
  });

  it.each([
    ['an unknown field', { extra: 1 }, 400],
    ['a number in a text', { threshold: '1' }, 400],
    ['a threshold of nothing', { threshold: 0 }, 400],
    ['a threshold beyond int', { threshold: 1e12 }, 400],
    ['half a second', { windowSeconds: 5.5 }, 400],
    ['an unknown severity', { severity: 'bad' }, 400],
    ['null for a number', { cooldownSeconds: null }, 400],
    ['a blank name', { name: '  ' }, 400],
    ['a null byte', { name: 'a\u0000' }, 400],
    ['a service of nobody', { serviceId: newId() }, 404],
  ])('refuses a rule with %s', async (_what, change, status) => expect((await create(change)).status).toBe(status));

  it('refuses a name twice, and whoever may not', async () => {
    const name = newId();
    expect((await create({ name })).status).toBe(201);
    expect((await create({ name })).body).toMatchObject({ status: 409, code: 'alert_rule_name_taken' });
    expect((await create({}, 'developer')).body).toMatchObject({ status: 403, code: 'permission_missing' });
  });

  it('hides a rule from another organization, and its service from its rules', async () => {
    const { body: rule } = await create();
    const other = newId();
    expect((await read(service, other, `alert-rules/${rule.id}`)).status).toBe(404);
    for (const method of ['patch', 'delete'] as const) {
      expect((await act(service, other, { method, path: `alert-rules/${rule.id}`, body: {} })).status).toBe(404);
    }
    const theirs = await act(service, other, { method: 'post', path: 'alert-rules', body });
    expect(theirs.body).toMatchObject({ status: 404, code: 'not_found' });
    expect((await read(service, other, 'alert-rules')).body).toEqual({ items: [], nextCursor: null });
  });

  it('walks lists by their cursor', async () => {
    const first = await read(service, orgId, 'alert-rules?limit=1');
    const second = await read(service, orgId, `alert-rules?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id);
    for (const path of ['alert-rules', 'firings', 'incidents']) {
      expect((await read(service, orgId, `${path}?cursor=WyJ4Il0`)).status).toBe(400);
    }
  });

  it('takes an incident from open to resolved, with notes and who did it', async () => {
    const { body: rule } = await create();
    await ingest(service, place, [aLine({ level: 'error' })]);
    await service.app.get(AlertEvaluator).tick(new Date());
    const list = await read(service, orgId, 'incidents?unresolved=true&state=open');
    expect(contractProblems('listIncidents', list)).toEqual([]);
    const { body: firings } = await read(service, orgId, `firings?alertRuleId=${rule.id}`);
    const path = `incidents/${firings.items[0].incidentId}`;
    const post = (step: string, more: object = {}) =>
      act(service, orgId, { method: 'post', path: `${path}/${step}`, ...more });
    expect((await post('acknowledge', { role: 'viewer' })).status).toBe(403);
    const acknowledged = await post('acknowledge');
    expect(contractProblems('acknowledgeIncident', acknowledged)).toEqual([]);
    expect(acknowledged.body.incident).toMatchObject({ state: 'acknowledged', assigneeName: 'Grace Hopper' });
    expect((await post('acknowledge')).body).toMatchObject({ status: 409, code: 'incident_state' });
    const note = await post('notes', { body: { text: 'Turned the flag off.' } });
    expect(contractProblems('addIncidentNote', note)).toEqual([]);
    expect((await post('notes', { body: { text: ' ' } })).status).toBe(400);
    const resolved = await post('resolve');
    expect(resolved.body.timeline.slice(-3)).toMatchObject([
      { kind: 'acknowledged', automatic: false, actorName: 'Grace Hopper' },
      { kind: 'note', automatic: false, text: 'Turned the flag off.' },
      { kind: 'resolved', automatic: false },
    ]);
    expect((await read(service, newId(), path)).status).toBe(404);
    expect((await act(service, newId(), { method: 'post', path: `${path}/resolve` })).status).toBe(404);
    expect((await read(service, orgId, `incidents?unresolved=maybe`)).status).toBe(400);
  });

  it('lists changes of a place, and draws a line from them', async () => {
    const here = newPlace();
    const deployment = aDeployment(here);
    const started = {
      ...pipelinesExecutionStartedV1.example,
      executionId: deployment.executionId ?? '',
      commit: deployment.commit,
    };
    await service.deliver(pipelinesExecutionStartedV1, here.orgId, started);
    await service.deliver(deploymentsDeploymentFinishedV1, here.orgId, deployment);
    const changes = await read(service, here.orgId, `changes?serviceId=${here.serviceId}`);
    expect(contractProblems('listChanges', changes)).toEqual([]);
    expect(changes.body.items).toMatchObject([
      { kind: 'deployment_finished', deploymentId: deployment.deploymentId, actorName: 'Ada Lovelace' },
    ]);
    for (const [kind, id] of Object.entries({
      execution: deployment.executionId,
      deployment: deployment.deploymentId,
      commit: deployment.commit.sha,
      release: deployment.releaseId,
    })) {
      const line = await read(service, here.orgId, `line/${kind}/${id}`);
      expect(contractProblems('getLine', line)).toEqual([]);
      expect(line.body.stops.filter((stop: { current: boolean }) => stop.current)).toMatchObject([{ kind, id }]);
      expect(line.body.stops.map((stop: { kind: string }) => stop.kind)).toEqual(
        expect.arrayContaining(['commit', 'execution', 'deployment']),
      );
      expect((await read(service, newId(), `line/${kind}/${id}`)).status).toBe(404);
    }
  });
});
