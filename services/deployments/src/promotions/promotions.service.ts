import { Injectable } from '@nestjs/common';
import { actorOf, OrgTx, type Principal, requireIn, type Tx } from '@throughline/platform';
import { configSnapshot, latestConfig } from '../config/config.repository.js';
import { diffConfig } from '../config/config-diff.js';
import { detailResponse, releaseOf } from '../deployments/deployment.response.js';
import { DeploymentRequests } from '../deployments/deployment-requests.js';
import type { DeploymentResponse } from '../deployments/deployments.dto.js';
import { lockSlot } from '../deployments/deployments.repository.js';
import { requireEnvironment } from '../environments/environments.repository.js';
import { requireService } from '../services/services.repository.js';
import { refusePromotion } from './promotion.errors.js';
import { type PromotionPath, promotionState } from './promotion.queries.js';
import { promotionBlockers } from './promotion-rules.js';
import type { CreatePromotionRequest, PromotionPreviewResponse } from './promotions.dto.js';

@Injectable()
export class PromotionsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly requests: DeploymentRequests,
  ) {}

  preview(orgId: string, query: CreatePromotionRequest): Promise<PromotionPreviewResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const path = await requirePath(tx, query);
      const { facts, source, target } = await promotionState(tx, path);
      const newest = await latestConfig(tx, { serviceId: path.serviceId, environmentId: path.to.id });
      const running = await configSnapshot(tx, target?.config_version_id ?? null);
      const configChanges = diffConfig(running, await configSnapshot(tx, newest?.id ?? null));
      return {
        release: source ? releaseOf(source) : null,
        currentRelease: target ? releaseOf(target) : null,
        configChanges,
        blockers: promotionBlockers(facts).map(({ text }) => text),
        notUndone: notUndone(path.to.name, target !== undefined),
      };
    });
  }

  promote(orgId: string, request: CreatePromotionRequest, principal: Principal): Promise<DeploymentResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const path = await requirePath(tx, request);
      requireIn(principal, 'deployments.promote', path.to.id, path.to.name);
      const slot = { serviceId: path.serviceId, environmentId: path.to.id };
      await lockSlot(tx, slot);
      const { facts, source } = await promotionState(tx, path);
      const [worst] = promotionBlockers(facts);
      if (worst) throw refusePromotion(worst.code, worst.text);
      if (!source) throw refusePromotion('nothing_live');
      const row = await this.requests.deploy(tx, {
        ...slot,
        kind: 'promotion',
        releaseId: source.release_id,
        executionId: source.execution_id,
        fromEnvironmentId: path.from.id,
        requestedBy: actorOf(principal),
      });
      return detailResponse(tx, row);
    });
  }
}

async function requirePath(tx: Tx, request: CreatePromotionRequest): Promise<PromotionPath> {
  await requireService(tx, request.serviceId);
  const from = await requireEnvironment(tx, request.fromEnvironmentId);
  const to = await requireEnvironment(tx, request.toEnvironmentId);
  return { serviceId: request.serviceId, from, to };
}

/** A rollback brings back the app and its configuration and nothing else; better said before than after. */
function notUndone(target: string, hasCurrent: boolean): string[] {
  const data = `Data that the new release writes or migrates in ${target} stays as it is after a rollback.`;
  const outside = 'Messages, mails and calls to other systems that it sends cannot be called back.';
  const first = `Nothing is live in ${target} yet, so there is no release to roll back to.`;
  return hasCurrent ? [data, outside] : [data, outside, first];
}
