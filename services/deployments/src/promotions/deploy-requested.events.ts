import { Injectable } from '@nestjs/common';
import {
  deploymentsDeploymentFinishedV1,
  type Envelope,
  type EventData,
  pipelinesDeployRequestedV1,
} from '@throughline/contracts';
import { OnEvent, OrgStatuses, Outbox, SUSPENDED_MESSAGE, type Tx } from '@throughline/platform';
import { DeploymentRequests } from '../deployments/deployment-requests.js';
import { lockSlot } from '../deployments/deployments.repository.js';
import { allEnvironments, type EnvironmentRow } from '../environments/environments.repository.js';
import { freezeRelease } from '../releases/releases.repository.js';
import { serviceBySlug, type ServiceRow } from '../services/services.repository.js';
import { promotionState } from './promotion.queries.js';
import { promotionBlockers } from './promotion-rules.js';

type Requested = EventData<typeof pipelinesDeployRequestedV1>;

/** What a pipeline's words stand for here; what does not exist is missing. */
interface Resolved {
  service?: ServiceRow | undefined;
  environment?: EnvironmentRow | undefined;
  from?: EnvironmentRow | undefined;
}

/** For things that do not exist; ids are not nullable in the answer. */
const NOTHING = '00000000-0000-0000-0000-000000000000';
/** A pipeline may wait for its turn, and may deploy what runs already. */
const NO_BLOCKERS = new Set(['slot_busy', 'nothing_to_promote']);

/** A deploy or promote node of a pipeline asks. The answer is deployment-finished, also when nothing can be begun. */
@Injectable()
export class DeployRequestedEvents {
  constructor(
    private readonly requests: DeploymentRequests,
    private readonly outbox: Outbox,
    private readonly statuses: OrgStatuses,
  ) {}

  @OnEvent(pipelinesDeployRequestedV1)
  async requested(event: Envelope<EventData<typeof pipelinesDeployRequestedV1>>, tx: Tx): Promise<void> {
    const request = event.data;
    const known = await tx.query('SELECT 1 FROM deployment WHERE request_id = $1', [request.requestId]);
    if (known.length > 0) return;
    const resolved = await resolve(tx, request);
    const problem = await this.begin(tx, request, resolved);
    if (problem !== undefined) await this.refuse(tx, request, { resolved, message: problem });
  }

  /** Queues the deployment, or says in a sentence why not. */
  private async begin(tx: Tx, request: Requested, resolved: Resolved): Promise<string | undefined> {
    const { service, environment } = resolved;
    if (!(await this.statuses.mayAct(tx))) return SUSPENDED_MESSAGE;
    if (!service) return `There is no service "${request.serviceSlug}".`;
    if (!environment) return `There is no environment "${request.environmentSlug}".`;
    await lockSlot(tx, { serviceId: service.id, environmentId: environment.id });
    if (request.kind === 'promotion') return this.beginPromotion(tx, request, { ...resolved, service, environment });
    if (!request.artifact) return 'The deploy node names no artifact.';
    const release = await freezeRelease(tx, {
      serviceId: service.id,
      version: request.version,
      artifactDigest: request.artifact.digest,
      artifactSizeBytes: request.artifact.sizeBytes,
      run: { command: service.run_command, healthPath: service.health_path },
      executionId: request.executionId,
      commit: request.commit,
    });
    await this.enqueue(tx, request, { serviceId: service.id, environmentId: environment.id, releaseId: release.id });
    return undefined;
  }

  private async beginPromotion(
    tx: Tx,
    request: Requested,
    { service, environment: to, from }: Resolved & { service: ServiceRow; environment: EnvironmentRow },
  ): Promise<string | undefined> {
    if (!from) return `There is no environment to promote to ${to.name} from.`;
    const { facts, source } = await promotionState(tx, { serviceId: service.id, from, to });
    const blocker = promotionBlockers(facts).find(({ code }) => !NO_BLOCKERS.has(code));
    if (blocker) return blocker.text;
    if (!source) return `Nothing is live in ${from.name}.`;
    if (source.commit.sha !== request.commit.sha) {
      return `${from.name} runs ${source.version} by now, which is not what this execution deployed there.`;
    }
    const slot = { serviceId: service.id, environmentId: to.id };
    await this.enqueue(tx, request, { ...slot, releaseId: source.release_id, fromEnvironmentId: from.id });
    return undefined;
  }

  private async enqueue(
    tx: Tx,
    request: Requested,
    what: { serviceId: string; environmentId: string; releaseId: string; fromEnvironmentId?: string },
  ): Promise<void> {
    const { kind, requestId, executionId, requestedBy } = request;
    await this.requests.deploy(tx, { ...what, kind, requestId, executionId, requestedBy });
  }

  /** No deployment came into being: the request's id stands for it, its number is 0. */
  private async refuse(tx: Tx, request: Requested, why: { resolved: Resolved; message: string }): Promise<void> {
    const aggregate = { kind: 'deploy-request', id: request.requestId };
    await this.outbox.append(tx, deploymentsDeploymentFinishedV1, aggregate, {
      deploymentId: request.requestId,
      number: 0,
      kind: request.kind,
      requestId: request.requestId,
      executionId: request.executionId,
      ...placeOf(request, why.resolved),
      releaseId: NOTHING,
      version: request.version,
      commit: request.commit,
      requestedBy: request.requestedBy,
      incidentId: null,
      outcome: 'failed',
      message: why.message,
      url: null,
      previousDeploymentId: null,
      durationMs: 0,
    });
  }
}

/** Where it should have gone, in the pipeline's words where they stand for nothing. */
function placeOf(request: Requested, resolved: Resolved) {
  const service = resolved.service ?? { id: NOTHING, name: request.serviceSlug };
  const environment = resolved.environment ?? { id: NOTHING, name: request.environmentSlug, class: 'dev' as const };
  return {
    serviceId: service.id,
    serviceName: service.name,
    environmentId: environment.id,
    environmentName: environment.name,
    environmentClass: environment.class,
  };
}

/** Without a named source a promotion comes from the environment before its target. */
async function resolve(tx: Tx, request: Requested): Promise<Resolved> {
  const environments = await allEnvironments(tx);
  const index = environments.findIndex((one) => one.slug === request.environmentSlug);
  const named = environments.find((one) => one.slug === request.fromEnvironmentSlug);
  return {
    service: await serviceBySlug(tx, request.serviceSlug),
    environment: environments[index],
    from: request.fromEnvironmentSlug === null ? environments[index - 1] : named,
  };
}
