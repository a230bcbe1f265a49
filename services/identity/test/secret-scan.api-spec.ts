import { newId } from '@throughline/kernel';
import { captureLogs, endCapture, memberClaims, secretLeaks, type TestService } from '@throughline/testing';
import { document } from './contract.js';
import { createOrganization, startIdentity, type Tenant } from './identity-world.js';

jest.setTimeout(60_000);

describe('S1: secrets', () => {
  const logs = captureLogs();
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(async () => {
    endCapture();
    await service.close();
  });

  it('turn up in no reply and no log line', async () => {
    const leaks = await secretLeaks(service, document, {
      orgId: tenant.id,
      params: { userId: tenant.owner.userId },
      bodies: {
        signUp: (password) => ({ email: `${newId()}@example.org`, password, fullName: 'Ada Lovelace' }),
        login: (password) => ({ email: tenant.owner.email, password }),
      },
      claims: () => memberClaims(tenant.id, 'owner', tenant.owner.userId),
      logs,
    });
    expect(leaks).toEqual([]);
    expect(logs.lines.length).toBeGreaterThan(0);
  });
});
