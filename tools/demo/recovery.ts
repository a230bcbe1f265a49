import type { DemoContext } from './context.ts';
import { liveIn, type LiveDeployment } from './change.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';
import { waitFor } from './wait.ts';

interface IncidentSummary {
  id: string;
  number: number;
  title: string;
  state: string;
}

export interface Incident {
  incident: IncidentSummary;
  suspects: {
    deploymentId: string | null;
    title: string;
    score: number;
    commit: { sha: string; authorName: string } | null;
  }[];
  timeline: { at: string; kind: string; text: string }[];
}

/** Follows the bad deployment until the incident that it caused is mitigated, and holds the outcome against the promise. */
export async function followRecovery(
  context: DemoContext,
  cast: Cast,
  stage: Stage,
  bad: LiveDeployment,
): Promise<Incident> {
  const { signal } = context;
  const opened = await waitFor('an incident', () => firstIncident(cast, stage), { signal });
  const link = `${stage.web}/incidents/${opened.id}`;
  context.log({ text: `incident #${opened.number} opened: ${opened.title}`, link });
  const incident = await waitFor('the mitigation of the incident', () => mitigated(cast, stage, opened.id), { signal });
  const [suspect] = incident.suspects;
  if (suspect?.deploymentId !== bad.id)
    throw new Error('the first suspect is not the deployment that broke production');
  context.log({
    text: `first suspect: ${suspect.title}, commit ${suspect.commit?.sha.slice(0, 7)} by ${suspect.commit?.authorName}`,
    link,
  });
  await checkRollback(context, cast, stage, bad);
  return incident;
}

async function firstIncident(cast: Cast, stage: Stage): Promise<IncidentSummary | undefined> {
  const page = await cast.ownerApi.get<{ items: IncidentSummary[] }>(`${stage.base}/incidents`);
  return page.items[0];
}

async function mitigated(cast: Cast, stage: Stage, id: string): Promise<Incident | undefined> {
  const incident = await cast.ownerApi.get<Incident>(`${stage.base}/incidents/${id}`);
  return incident.incident.state === 'mitigated' ? incident : undefined;
}

async function checkRollback(context: DemoContext, cast: Cast, stage: Stage, bad: LiveDeployment): Promise<void> {
  const path = `${stage.base}/deployments?environmentId=${stage.production}&serviceId=${stage.serviceId}`;
  const { items } = await cast.ownerApi.get<{ items: { kind: string }[] }>(path);
  const rollbacks = items.filter((deployment) => deployment.kind === 'rollback').length;
  if (rollbacks !== 1) throw new Error(`production was rolled back ${rollbacks} times instead of once`);
  const live = await liveIn(cast, stage, stage.production);
  if (live.id === bad.id) throw new Error('the bad deployment is still live');
  const health = await fetch(`${live.url}/healthz`, { signal: context.signal });
  if (health.status !== 200) throw new Error(`after the rollback the health endpoint answers ${health.status}`);
  context.log({
    text: `production runs ${live.version} again and is healthy; rolled back once`,
    link: `${stage.web}/deployments/${live.id}`,
  });
}
