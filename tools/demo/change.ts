import { ApiProblem } from './api-problem.ts';
import type { DemoContext } from './context.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';
import { waitFor } from './wait.ts';

interface Execution {
  id: string;
  number: number;
  status: string;
  reason: string | null;
  commit: { sha: string };
}

interface Approval {
  id: string;
  executionId: string;
  evidence: { digest: string };
}

export interface LiveDeployment {
  id: string;
  number: number;
  url: string;
  version: string;
}

const ENDED = ['succeeded', 'failed', 'errored', 'cancelled', 'timed_out', 'blocked', 'unknown'];

/** Pushes what lies in the work tree and follows it until it runs in production. */
export async function takeToProduction(
  context: DemoContext,
  cast: Cast,
  stage: Stage,
  message: string,
): Promise<LiveDeployment> {
  const sha = await stage.repository.push(message);
  context.log({ text: `git push: ${sha.slice(0, 7)} “${message}” by ${cast.owner.fullName}` });
  const execution = await waitFor('an execution of the pushed commit', () => executionOf(cast, stage, sha), {
    limitMs: 30_000,
    signal: context.signal,
  });
  context.log({ text: `run #${execution.number} started`, link: `${stage.web}/executions/${execution.id}` });
  const approval = await waitFor('the approval', () => approvalOf(cast, stage, execution.id), {
    signal: context.signal,
  });
  context.log({
    text: 'staging runs the release and is verified; production waits for approval',
    link: `${stage.web}/approvals/${approval.id}`,
  });
  await vote(context, cast, stage, approval);
  await waitFor('the end of the run', () => endOf(cast, stage, execution.id), { signal: context.signal });
  const live = await liveIn(cast, stage, stage.production);
  context.log({ text: `production runs ${live.version}`, link: `${stage.web}/deployments/${live.id}` });
  return live;
}

async function executionOf(cast: Cast, stage: Stage, sha: string): Promise<Execution | undefined> {
  const page = await cast.ownerApi.get<{ items: Execution[] }>(`${stage.base}/executions`);
  return page.items.find((execution) => execution.commit.sha === sha);
}

async function approvalOf(cast: Cast, stage: Stage, executionId: string): Promise<Approval | undefined> {
  const page = await cast.colleagueApi.get<{ items: Approval[] }>(`${stage.base}/approvals?state=pending`);
  const approval = page.items.find((candidate) => candidate.executionId === executionId);
  // A run that ended early has a better reason than a time-out.
  if (!approval && (await endOf(cast, stage, executionId)))
    throw new Error('the run ended without asking for approval');
  return approval;
}

async function vote(context: DemoContext, cast: Cast, stage: Stage, approval: Approval): Promise<void> {
  const path = `${stage.base}/approvals/${approval.id}/votes`;
  const body = { decision: 'approve', evidenceDigest: approval.evidence.digest };
  const refusal = await cast.ownerApi.post(path, body).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refusal instanceof ApiProblem) || refusal.status !== 403)
    throw new Error('the requester could vote on their own change');
  context.log({ text: `${cast.owner.fullName} may not approve: ${refusal.detail}` });
  await cast.colleagueApi.post(path, { ...body, comment: 'Tests are green and staging answers.' });
  context.log({ text: `${cast.colleague.fullName} approved` });
}

/** Resolves to the execution once it has succeeded, to undefined while it runs. Rejects when it ended otherwise. */
async function endOf(cast: Cast, stage: Stage, executionId: string): Promise<Execution | undefined> {
  const { execution, nodes } = await cast.ownerApi.get<{
    execution: Execution;
    nodes: { key: string; status: string; message: string | null }[];
  }>(`${stage.base}/executions/${executionId}`);
  if (!ENDED.includes(execution.status)) return undefined;
  if (execution.status === 'succeeded') return execution;
  const broken = nodes.find((node) => ['failed', 'errored', 'timed_out', 'unknown'].includes(node.status));
  throw new Error(
    `run #${execution.number} ended ${execution.status}: ${broken ? `${broken.key}: ${broken.message}` : execution.reason}`,
  );
}

/** What runs in an environment now. Rejects when nothing does. */
export async function liveIn(cast: Cast, stage: Stage, environmentId: string): Promise<LiveDeployment> {
  const path = `${stage.base}/deployments?status=live&environmentId=${environmentId}&serviceId=${stage.serviceId}`;
  const page = await cast.ownerApi.get<{ items: LiveDeployment[] }>(path);
  const [live] = page.items;
  if (!live) throw new Error('no deployment is live');
  return live;
}
