import type { TestService } from '@throughline/testing';
import type { CommandsPart } from './furnished-identity.js';
import { announceCatalog, sendAsPerson, type Tenant } from './identity-world.js';
import { makeIn } from './organization-commands-fixture.js';

const KEY = { name: 'Their robot', scopes: ['org.read'] };

/** API keys of the three kinds, and service accounts. */
export async function keyCommands(service: TestService, tenant: Tenant): Promise<CommandsPart> {
  const bound = await announceCatalog(service, tenant.id);
  const ingest = { name: 'Their key', kind: 'ingest', ...bound };
  const { id: serviceAccountId } = await makeIn(service, tenant, 'service-accounts', {
    name: 'Their account',
    role: 'developer',
  });
  const spare = await makeIn(service, tenant, 'service-accounts', { name: 'old', role: 'viewer' });
  const own = { method: 'post' as const, path: '/api/v1/me/api-keys', body: KEY };
  const personal = { apiKeyId: (await sendAsPerson(service, tenant.owner, own)).body.id as string };
  const robot = { apiKeyId: (await makeIn(service, tenant, `service-accounts/${serviceAccountId}/keys`, KEY)).id };
  return {
    bodies: {
      createApiKey: ingest,
      rotateApiKey: { overlapHours: 1 },
      createPersonalKey: KEY,
      rotatePersonalKey: { overlapHours: 1 },
      createServiceAccount: { name: 'deployer', role: 'operator' },
      updateServiceAccount: { role: 'operator' },
      createServiceAccountKey: KEY,
      rotateServiceAccountKey: { overlapHours: 1 },
    },
    params: { ...bound, apiKeyId: (await makeIn(service, tenant, 'api-keys', ingest)).id, serviceAccountId },
    paramsOf: {
      rotatePersonalKey: personal,
      revokePersonalKey: personal,
      rotateServiceAccountKey: robot,
      revokeServiceAccountKey: robot,
      removeServiceAccount: { serviceAccountId: spare.id },
    },
  };
}
