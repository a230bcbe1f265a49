import { Injectable } from '@nestjs/common';
import { deploymentsConfigChangedV1, type Envelope, type EventData } from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';

/** Notes which variables and secrets of services change, and when. Their values are never told. */
@Injectable()
export class ConfigChangesHandlers {
  @OnEvent(deploymentsConfigChangedV1)
  async configChanged(event: Envelope<EventData<typeof deploymentsConfigChangedV1>>, tx: Tx): Promise<void> {
    // A release that does not say which of them are secrets may mean any.
    const { serviceId, environmentId, version, changedNames, secretNames = changedNames } = event.data;
    await tx.query(
      `INSERT INTO config_change (org_id, service_id, environment_id, version, names, secret_names, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        ...[event.orgId, serviceId, environmentId, version],
        ...[JSON.stringify(changedNames), JSON.stringify(secretNames), event.occurredAt],
      ],
    );
  }
}
