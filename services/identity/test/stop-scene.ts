import { deploymentsServiceChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, serviceScene, type StopScene, type TestService } from '@throughline/testing';
import { resolve } from 'node:path';
import { createOrganization, INTERNAL_SECRET, startIdentity, type Tenant } from './identity-world.js';

/** Identity under invitations, each with a letter to send. */
export class IdentityStopScene {
  private constructor(
    readonly service: TestService,
    private readonly tenant: Tenant,
  ) {}

  static async start(): Promise<IdentityStopScene> {
    const service = await startIdentity();
    return new IdentityStopScene(service, await createOrganization(service));
  }

  async scene(): Promise<StopScene> {
    const { service, tenant } = this;
    const authorization = await service.bearer(memberClaims(tenant.id, 'owner', tenant.owner.userId));
    const org = `/api/v1/orgs/${tenant.id}`;
    const common = serviceScene({
      service,
      name: 'identity',
      entry: resolve(__dirname, '../dist/main.js'),
      env: { INTERNAL_SECRET },
      event: deploymentsServiceChangedV1,
      dataOf: (serviceId) => ({ ...deploymentsServiceChangedV1.example, serviceId }),
    });
    return {
      ...common,
      streams: () => [],
      read: () => ({ path: `${org}/members`, headers: { authorization } }),
      command: () => {
        const mark = newId();
        const body = JSON.stringify({ email: `${mark}@example.org`, role: 'viewer' });
        const headers = { authorization, 'content-type': 'application/json' };
        return { mark, request: { method: 'POST', path: `${org}/invitations`, headers, body } };
      },
      effects: async () => {
        const rows = await service.db.query<{ mark: string }>(
          `SELECT split_part(email, '@', 1) AS mark FROM identity.invitation`,
        );
        return rows.map(({ mark }) => mark);
      },
      brokenWork: async () => [...(await common.brokenWork()), ...(await this.brokenMail())],
    };
  }

  /** A letter that a worker has in its hands is another's only after minutes. */
  private async brokenMail(): Promise<string[]> {
    const held = await this.service.db.query(
      `SELECT 1 FROM identity.mail_message WHERE state = 'queued' AND attempts > 0`,
    );
    return held.length > 0 ? [`${held.length} letters are claimed and not sent`] : [];
  }
}
