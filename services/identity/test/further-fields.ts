import { newId } from '@throughline/kernel';
import { PASSWORD, type Tenant } from './identity-world.js';

const EXPIRY = { expiresAt: '2099-01-01T00:00:00Z' };
const REPOSITORY = { repositoryUrl: 'https://github.com/acme/shop.git', defaultBranch: 'main', isPrivate: true };

/**
 * The fields that commands take and can do without, for specs that spoil each field of a body; and whole bodies where no
 * command succeeds without a browser's authenticator.
 */
export function furtherFields(tenant: Tenant): Record<string, object> {
  return { ...organizationFields(tenant), ...keyFields(tenant), ...consoleBodies() };
}

function organizationFields({ slug }: Tenant) {
  return {
    updateProfile: {
      fullName: 'Ada',
      company: 'Acme',
      phone: '+49 30 1',
      timeZone: 'UTC',
      onboardingCompleted: true,
    },
    updateOrganization: { slug },
    createChild: { slug: 'acme-shop', visitorRole: 'viewer' },
    createRole: { description: 'Ships', basedOn: 'viewer', permissions: [] },
    updateRole: { description: 'Tries', basedOn: 'viewer', permissions: ['logs.read'] },
    setEnvironmentGrants: {
      grants: [{ role: 'admin', allow: ['deployments.create'], deny: ['approvals.vote'] }],
    },
    createProject: REPOSITORY,
    updateProject: { description: 'Sells', archived: false, ...REPOSITORY },
  };
}

function keyFields(tenant: Tenant) {
  return {
    createApiKey: { description: 'ships logs', ...EXPIRY },
    rotateApiKey: EXPIRY,
    createPersonalKey: { description: 'mine', organizationId: tenant.id, ...EXPIRY },
    rotatePersonalKey: EXPIRY,
    createServiceAccount: { description: 'Deploys' },
    updateServiceAccount: { name: 'deployer 2', description: 'Deploys', disabled: false },
    createServiceAccountKey: { description: 'CI', ...EXPIRY },
    rotateServiceAccountKey: EXPIRY,
  };
}

function consoleBodies() {
  return {
    beginAdminSession: { password: PASSWORD },
    completeAdminSession: { challengeId: newId(), response: {} },
    beginPasskey: { password: PASSWORD },
    registerPasskey: { challengeId: newId(), response: {}, name: 'blue key' },
  };
}
