import {
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentRolledBackV1,
  observabilityIncidentOpenedV1,
  observabilityIncidentResolvedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../app.module.js';
import { manifest } from '../manifest.js';
import {
  act,
  aCommit,
  aDeployment,
  aLine,
  announce,
  aRollback,
  ingest,
  newPlace,
  type Place,
  read,
} from '../../test/builders.js';
import { AlertEvaluator } from './alert-evaluator.js';

const rule = (place: Place, change: object = {}): object => ({
  name: `errors ${newId()}`,
  kind: 'error_count',
  serviceId: place.serviceId,
  environmentId: place.environmentId,
  threshold: 3,
  windowSeconds: 60,
  forSeconds: 0,
  cooldownSeconds: 300,
  severity: 'critical',
  ...change,
});

describe('from errors to an incident and back', () => {
  let service: TestService;
  let evaluator: AlertEvaluator;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    evaluator = service.app.get(AlertEvaluator);
  });
  afterAll(() => service.close());

  const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);

  /** A place with a live deployment, a rule, and what its members see. */
  async function scene(change: object = {}): Promise<Scene> {
    const place = newPlace();
    await announce(service, place);
    const deployment = aDeployment(place, { commit: aCommit('feat: greet louder') });
    await service.deliver(deploymentsDeploymentFinishedV1, place.orgId, deployment);
    const made = await act(service, place.orgId, { method: 'post', path: 'alert-rules', body: rule(place, change) });
    expect(made.status).toBe(201);
    return { place, deployment, ruleId: made.body.id as string };
  }

  async function breakIt({ place }: Scene, count = 4): Promise<void> {
    const lines = Array.from({ length: count }, () => aLine({ level: 'error', message: 'TypeError: no name' }));
    expect((await ingest(service, place, lines)).body).toEqual({ accepted: count, rejected: [] });
  }

  const incidents = async ({ place }: Scene): Promise<{ id: string }[]> =>
    (await read(service, place.orgId, 'incidents')).body.items;
  const ruleState = async ({ place, ruleId }: Scene): Promise<string> =>
    (await read(service, place.orgId, `alert-rules/${ruleId}`)).body.state;
  const opened = async ({ place }: Scene) =>
    (await service.events(observabilityIncidentOpenedV1)).filter((event) => event.serviceId === place.serviceId);

  it('waits for the time of the rule, then opens one incident that names the deployment, commit and author', async () => {
    const here = await scene({ forSeconds: 10 });
    await evaluator.tick(inSeconds(0));
    expect(await ruleState(here)).toBe('ok');
    await breakIt(here);
    await evaluator.tick(inSeconds(1));
    expect(await ruleState(here)).toBe('pending');
    expect(await incidents(here)).toEqual([]);
    await evaluator.tick(inSeconds(12));
    expect(await ruleState(here)).toBe('firing');
    const [incident] = await incidents(here);
    const { body } = await read(service, here.place.orgId, `incidents/${incident?.id}`);
    expect(body.incident).toMatchObject({
      number: 1,
      title: 'hello-service: 4 errors in 60 s in production',
      severity: 'critical',
      state: 'open',
      serviceName: 'hello-service',
      environmentName: 'production',
      deploymentId: here.deployment.deploymentId,
    });
    expect(body.suspects[0]).toMatchObject({
      rank: 1,
      kind: 'deployment',
      deploymentId: here.deployment.deploymentId,
      executionId: here.deployment.executionId,
      commit: { sha: here.deployment.commit.sha, authorName: 'Ada Lovelace' },
    });
    expect(body).toMatchObject({
      errorsBefore: 0,
      errorsAfter: 4,
      firing: { state: 'firing', value: 4, threshold: 3 },
    });
    expect(body.timeline.map((entry: { kind: string }) => entry.kind)).toEqual(['firing', 'opened', 'suspect']);
    expect(await opened(here)).toMatchObject([
      { incidentId: incident?.id, suspectDeploymentId: here.deployment.deploymentId },
    ]);
  });

  it('opens it once when evaluators race', async () => {
    const here = await scene();
    await breakIt(here);
    const now = inSeconds(1);
    await Promise.all(Array.from({ length: 6 }, (_, n) => evaluator.tick(new Date(now.getTime() + n))));
    expect(await incidents(here)).toHaveLength(1);
    expect(await opened(here)).toHaveLength(1);
    const { body } = await read(service, here.place.orgId, `firings?alertRuleId=${here.ruleId}`);
    expect(body.items).toMatchObject([{ state: 'firing', incidentId: (await incidents(here))[0]?.id }]);
  });

  it('asks for no rollback for errors of the release before', async () => {
    const here = await scene();
    await breakIt(here);
    await service.deliver(deploymentsDeploymentFinishedV1, here.place.orgId, aDeployment(here.place, { number: 90 }));
    await evaluator.tick(inSeconds(1));
    expect(await opened(here)).toMatchObject([{ suspectDeploymentId: null }]);
  });

  it('mitigates at a rollback that is live, tells it once, and lets the rule go', async () => {
    const here = await scene();
    await breakIt(here);
    await evaluator.tick(inSeconds(1));
    const incidentId = (await incidents(here))[0]?.id ?? '';
    const rollback = { incidentId, rollbackDeploymentId: newId() };
    await service.deliver(deploymentsDeploymentRolledBackV1, here.place.orgId, aRollback(here.deployment, rollback));
    await service.deliver(
      deploymentsDeploymentRolledBackV1,
      here.place.orgId,
      aRollback(here.deployment, { ...rollback, outcome: 'live' }),
    );
    const { body } = await read(service, here.place.orgId, `incidents/${incidentId}`);
    expect(body.incident.state).toBe('mitigated');
    const kinds = body.timeline.map((entry: { kind: string }) => entry.kind);
    expect(kinds.filter((kind: string) => ['rollback_requested', 'rolled_back', 'mitigated'].includes(kind))).toEqual([
      'rollback_requested',
      'rolled_back',
      'mitigated',
    ]);
    expect(
      (await service.events(observabilityIncidentResolvedV1)).filter((event) => event.incidentId === incidentId),
    ).toMatchObject([{ state: 'mitigated', suspectDeploymentId: here.deployment.deploymentId }]);
    await evaluator.tick(inSeconds(2));
    expect(await ruleState(here)).toBe('ok');
    await breakIt(here);
    await evaluator.tick(inSeconds(3));
    expect(await incidents(here)).toHaveLength(1); // quiet time
  });

  it('draws the whole line of the incident, rollback as a branch', async () => {
    const here = await scene();
    await breakIt(here);
    await evaluator.tick(inSeconds(1));
    const incidentId = (await incidents(here))[0]?.id ?? '';
    const undone = aRollback(here.deployment, { incidentId, outcome: 'live' });
    await service.deliver(deploymentsDeploymentRolledBackV1, here.place.orgId, undone);
    for (const [kind, id] of [
      ['incident', incidentId],
      ['deployment', undone.rollbackDeploymentId],
    ] as const) {
      const { body } = await read(service, here.place.orgId, `line/${kind}/${id}`);
      const stops = body.stops.map((stop: { kind: string; branch: boolean }) =>
        stop.branch ? `(${stop.kind})` : stop.kind,
      );
      expect(stops).toEqual(['commit', 'deployment', 'firing', 'incident', '(rollback)']);
      expect(body.stops.filter((stop: { current: boolean }) => stop.current)).toMatchObject([{ id }]);
    }
  });

  it('gives the next bad release an incident of its own', async () => {
    const here = await scene();
    await breakIt(here);
    await evaluator.tick(inSeconds(1));
    const undone = aRollback(here.deployment, { outcome: 'live' });
    await service.deliver(deploymentsDeploymentRolledBackV1, here.place.orgId, undone);
    await evaluator.tick(inSeconds(2));
    const next = aDeployment(here.place, { number: 91 });
    await service.deliver(deploymentsDeploymentFinishedV1, here.place.orgId, next);
    await breakIt(here);
    await evaluator.tick(inSeconds(3));
    expect(await opened(here)).toMatchObject([
      { number: 1, suspectDeploymentId: here.deployment.deploymentId },
      { number: 2, suspectDeploymentId: next.deploymentId },
    ]);
  });
});

interface Scene {
  place: Place;
  deployment: ReturnType<typeof aDeployment>;
  ruleId: string;
}
