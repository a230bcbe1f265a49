import type { Tx } from '@throughline/platform';
import { latestConfig } from '../config/config.repository.js';
import type { DeploymentRow } from '../deployments/deployment-row.js';
import { isSlotBusy, liveDeployment } from '../deployments/deployments.repository.js';
import type { EnvironmentRow } from '../environments/environments.repository.js';
import { openHolds } from '../holds/holds.repository.js';
import { hostsOfEnvironment } from '../hosts/hosts.repository.js';
import type { PromotionFacts } from './promotion-rules.js';

export interface PromotionPath {
  serviceId: string;
  from: EnvironmentRow;
  to: EnvironmentRow;
}

export interface PromotionState {
  facts: PromotionFacts;
  source: DeploymentRow | undefined;
  target: DeploymentRow | undefined;
}

/** Reads what the rules of a promotion need. */
export async function promotionState(tx: Tx, path: PromotionPath): Promise<PromotionState> {
  const { serviceId, from, to } = path;
  const slot = { serviceId, environmentId: to.id };
  const source = await liveDeployment(tx, { serviceId, environmentId: from.id });
  const target = await liveDeployment(tx, slot);
  const config = await latestConfig(tx, slot);
  const isConfigNewest = target?.config_version_id === (config?.id ?? null);
  const holds = await openHolds(tx, serviceId);
  const facts = {
    from,
    to: { ...to, hosts: (await hostsOfEnvironment(tx, to.id)).length },
    release: source ? { id: source.release_id, version: source.version } : null,
    current: target ? { releaseId: target.release_id, isConfigNewest } : null,
    wasRolledBack: source ? await wasRolledBack(tx, slot, source.release_id) : false,
    holds: holds.filter((one) => [from.id, to.id].includes(one.environment_id)).map((one) => one.reason),
    isBusy: await isSlotBusy(tx, slot),
  };
  return { facts, source, target };
}

/** How the release ended when it last was live there. */
async function wasRolledBack(
  tx: Tx,
  slot: { serviceId: string; environmentId: string },
  releaseId: string,
): Promise<boolean> {
  const [last] = await tx.query<{ status: string }>(
    `SELECT status FROM deployment WHERE service_id = $1 AND environment_id = $2 AND release_id = $3
        AND status IN ('live', 'superseded', 'rolled_back') ORDER BY finished_at DESC LIMIT 1`,
    [slot.serviceId, slot.environmentId, releaseId],
  );
  return last?.status === 'rolled_back';
}
