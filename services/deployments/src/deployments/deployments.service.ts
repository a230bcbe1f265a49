import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import {
  actorOf,
  cursorKey,
  OrgTx,
  type Page,
  type Principal,
  requireIn,
  toPage,
  type Tx,
} from '@throughline/platform';
import { requireEnvironment } from '../environments/environments.repository.js';
import { hostsOfEnvironment } from '../hosts/hosts.repository.js';
import { requireRelease } from '../releases/releases.repository.js';
import { detailResponse, summaryResponse } from './deployment.response.js';
import { DeploymentRequests } from './deployment-requests.js';
import type {
  CreateDeploymentRequest,
  DeploymentResponse,
  DeploymentSummaryResponse,
  ListDeploymentsQuery,
} from './deployments.dto.js';
import { refuseDeployment } from './deployments.errors.js';
import { listDeploymentRows } from './deployments.queries.js';
import { isSlotBusy, lockSlot, requireDeployment } from './deployments.repository.js';
import type { Slot } from '../config/config.repository.js';

interface RollbackCause {
  reason: string | undefined;
  principal: Principal;
}

@Injectable()
export class DeploymentsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly requests: DeploymentRequests,
  ) {}

  async list(orgId: string, query: ListDeploymentsQuery): Promise<Page<DeploymentSummaryResponse>> {
    const filter = { ...query, beforeNumber: numberIn(query.cursor) };
    const rows = await this.orgTx.run(orgId, (tx) => listDeploymentRows(tx, filter));
    return toPage(rows, query.limit, (row) => [row.number], summaryResponse);
  }

  get(orgId: string, id: string): Promise<DeploymentResponse> {
    return this.orgTx.run(orgId, async (tx) => detailResponse(tx, await requireDeployment(tx, id)));
  }

  create(orgId: string, request: CreateDeploymentRequest, principal: Principal): Promise<DeploymentResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const release = await requireRelease(tx, request.releaseId);
      const environment = await requireEnvironment(tx, request.environmentId);
      requireIn(principal, 'deployments.create', environment.id, environment.name);
      const slot = { serviceId: release.service_id, environmentId: environment.id };
      await demandFreeSlot(tx, slot);
      const executionId = release.execution_id;
      const one = {
        ...slot,
        kind: 'deploy' as const,
        releaseId: release.id,
        requestedBy: actorOf(principal),
        executionId,
      };
      return detailResponse(tx, await this.requests.deploy(tx, one));
    });
  }

  rollBack(orgId: string, id: string, cause: RollbackCause): Promise<DeploymentResponse> {
    const requestedBy = actorOf(cause.principal);
    return this.orgTx.run(orgId, async (tx) => {
      const { environment_id: environmentId } = await requireDeployment(tx, id);
      const environment = await requireEnvironment(tx, environmentId);
      requireIn(cause.principal, 'deployments.rollback', environment.id, environment.name);
      const reason = cause.reason ?? `rolled back by ${requestedBy.name}`;
      return detailResponse(tx, await this.requests.rollBack(tx, id, { reason, incidentId: null, requestedBy }));
    });
  }
}

/** For what a person asks for: they see at once that it has to wait. Resolves with the slot locked. */
export async function demandFreeSlot(tx: Tx, slot: Slot): Promise<void> {
  await lockSlot(tx, slot);
  if (await isSlotBusy(tx, slot)) throw refuseDeployment('slot_busy');
  const hosts = await hostsOfEnvironment(tx, slot.environmentId);
  if (hosts.length === 0) throw refuseDeployment('no_host');
}

function numberIn(cursor: string | undefined): number | undefined {
  const number = cursorKey(cursor, 1)?.[0];
  if (number === undefined || (Number.isInteger(number) && Math.abs(Number(number)) < 2 ** 31))
    return number as number | undefined;
  const field = { pointer: '/cursor', message: 'unknown cursor' };
  throw new AppError('cursor', 'invalid', 'The cursor is not one of this list.', [field]);
}
