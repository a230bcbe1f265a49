import { services, environments } from './delivery.mjs';
import { ago, id } from './ids.mjs';
import { organization } from './people.mjs';

const key = (name, more = {}) => ({
  id: id(`key ${name}`),
  name,
  description: '',
  prefix: 'tlk_user_8f2a',
  state: 'active',
  scopes: ['org.read', 'executions.start', 'logs.read'],
  versions: [{ version: 1, prefix: 'tlk_user_8f2a', createdAt: ago(9_000), endsAt: null }],
  expiresAt: ago(-60_000),
  revokedAt: null,
  lastUsedAt: ago(3),
  lastUsedBy: 'curl 8',
  lastUsedIp: '203.0.113.7',
  createdBy: 'Ada Lovelace',
  createdAt: ago(9_000),
  ...more,
});
const rotated = [
  { version: 2, prefix: 'tlk_service_77aa', createdAt: ago(30), endsAt: null },
  { version: 1, prefix: 'tlk_service_12cd', createdAt: ago(9_000), endsAt: ago(-1_400) },
];

export const personalKeys = [
  key('laptop', { organization: null }),
  key('night job of the release team in Berlin', { organization, state: 'expiring', expiresAt: ago(-4_000) }),
  key('old', { organization, state: 'revoked', revokedAt: ago(50), lastUsedAt: null }),
];
export const ingestKeys = [
  key('checkout production logs', {
    kind: 'ingest',
    serviceId: services[0].id,
    environmentId: environments[1].id,
    expiresAt: null,
  }),
];
export const serviceAccounts = [
  ['deploy bot', 'releaser', false],
  ['reporter', 'viewer', true],
].map(([name, role, disabled]) => ({
  ...{ id: id(name), name, role, disabled, description: 'Ships the shop' },
  ...{ liveKeys: 1, lastUsedAt: ago(12), createdBy: 'Ada Lovelace', createdAt: ago(20_000) },
}));
export const accountKeys = [key('ci', { serviceAccountId: serviceAccounts[0].id, versions: rotated })];
