import { identityOrgCreatedV1, identityProjectChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, serviceScene, startTestService, type StopScene, type TestService } from '@throughline/testing';
import { resolve } from 'node:path';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';

const LETTERS = 3_000;

/** Billing has no command of its own but those on its dead letters: each discards one. */
export class BillingStopScene {
  private constructor(readonly service: TestService) {}

  static async start(): Promise<BillingStopScene> {
    return new BillingStopScene(await startTestService(AppModule, manifest));
  }

  async scene(): Promise<StopScene> {
    const { service } = this;
    const orgId = newId();
    await service.deliver(identityOrgCreatedV1, orgId, { ...identityOrgCreatedV1.example });
    const letters = await this.layAside(orgId);
    const authorization = await service.bearer(memberClaims(orgId, 'owner'));
    const org = `/api/v1/orgs/${orgId}`;
    const common = serviceScene({
      service,
      name: 'billing',
      entry: resolve(__dirname, '../dist/main.js'),
      event: identityProjectChangedV1,
      dataOf: (projectId) => ({ ...identityProjectChangedV1.example, projectId }),
    });
    return {
      ...common,
      streams: () => [],
      read: () => ({ path: `${org}/entitlements`, headers: { authorization } }),
      command: () => {
        const mark = letters.pop() ?? newId();
        const path = `${org}/dead-letters/billing/${mark}/discard`;
        const headers = { authorization, 'content-type': 'application/json' };
        return { mark, request: { method: 'POST', path, headers, body: JSON.stringify({ reason: 'not needed' }) } };
      },
      effects: async () => {
        const rows = await service.db.query<{ id: string }>(
          `SELECT id FROM billing.dead_letter WHERE state = 'discarded'`,
        );
        return rows.map(({ id }) => id);
      },
    };
  }

  private async layAside(orgId: string): Promise<string[]> {
    const ids = Array.from({ length: LETTERS }, () => newId());
    const { type, version, example } = identityProjectChangedV1;
    const about = {
      aggregateId: newId(),
      aggregateVersion: 1,
      occurredAt: new Date().toISOString(),
      traceparent: null,
    };
    const letter = { id: newId(), orgId, type, version, ...about, data: example };
    await this.service.db.query(
      `INSERT INTO billing.dead_letter (id, org_id, consumer, event_id, type, payload, error)
       SELECT id, $2, 'billing', gen_random_uuid(), $3, $4, 'no' FROM unnest($1::uuid[]) AS id`,
      [ids, orgId, type, JSON.stringify(letter)],
    );
    return ids;
  }
}
