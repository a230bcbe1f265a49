import { principalOf } from './principal.js';
import { requireIn } from './require-in.js';

const [production, staging] = ['0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11', '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c12'];
const principal = principalOf({
  sub: 'ada',
  kind: 'user',
  name: 'Ada',
  org_id: null,
  role: 'operator',
  permissions: ['deployments.create'],
  environment_grants: { [production]: { allow: [], deny: ['deployments.create'] } },
  act: null,
  auth_epoch: 1,
  session_id: null,
  key_id: null,
  service_id: null,
  environment_id: null,
  read_only: false,
  platform_admin_until: null,
});

describe('requireIn', () => {
  it('lets pass what the role holds', () =>
    expect(() => requireIn(principal, 'deployments.create', staging)).not.toThrow());
  it('names the permission, the environment and who can grant it', () => {
    const refused = () => requireIn(principal, 'deployments.create', production, 'Production');
    expect(refused).toThrow(expect.objectContaining({ code: 'permission_missing', category: 'forbidden' }));
    expect(refused).toThrow(/deployments\.create in the environment Production\. An owner or admin/);
  });
  it('names an environment without a name by its id', () =>
    expect(() => requireIn(principal, 'deployments.create', production)).toThrow(production));
});
