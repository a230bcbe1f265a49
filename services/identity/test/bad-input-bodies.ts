import { newId } from '@throughline/kernel';
import { PASSWORD, PICTURE, PREFERENCES, type Tenant } from './identity-world.js';

const expiresAt = '2099-01-01T00:00:00Z';
const repository = { repositoryUrl: 'https://github.com/acme/shop.git', defaultBranch: 'main', isPrivate: true };

interface Subject {
  tenant: Tenant;
  /** A member who is not the owner. */
  userId: string;
  email: string;
  /** What an ingest key is bound to. */
  bound: { serviceId: string; environmentId: string };
}

/** A body that is accepted, for each operation that takes one. */
export function requestBodies(subject: Subject) {
  return {
    ...accountBodies(subject),
    ...organizationBodies(subject),
    ...projectBodies(subject),
    ...consoleBodies(subject),
  };
}

function accountBodies({ email }: Subject) {
  return {
    signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' },
    login: { email, password: PASSWORD },
    verifyAddress: { token: 'A'.repeat(43) },
    resendVerification: { email },
    requestPasswordReset: { email },
    confirmPasswordReset: { token: 'A'.repeat(43), password: PASSWORD },
    confirmAddress: { token: 'A'.repeat(43) },
    changePassword: { currentPassword: PASSWORD, newPassword: 'another sentence to keep' },
    changeAddress: { email: `${newId()}@example.org`, currentPassword: PASSWORD },
    updateProfile: {
      fullName: 'Ada',
      company: 'Acme',
      phone: '+49 30 1',
      timeZone: 'UTC',
      onboardingCompleted: true,
    },
    putPreferences: { ...PREFERENCES, columns: { executions: ['status'] } },
    putAvatar: { image: PICTURE },
  };
}

function organizationBodies({ tenant, userId }: Subject) {
  return {
    createOrganization: { name: 'Acme', slug: 'acme-works' },
    acceptInvitation: { token: 'a-token-of-nothing' },
    previewInvitation: { token: 'a-token-of-nothing' },
    declineInvitation: { token: 'a-token-of-nothing' },
    leaveOrganization: { slug: tenant.slug },
    transferOwnership: { userId, ownRole: 'owner' },
    updateOrganization: { name: 'Acme', slug: tenant.slug },
    createChild: { name: 'Shop', slug: 'acme-shop', visitorRole: 'viewer' },
    updateChild: { visitorRole: 'viewer' },
    createRole: { name: 'Releaser', description: 'Ships', copyOf: 'viewer', basedOn: 'viewer', permissions: [] },
    updateRole: { name: 'Tried', description: 'Tries', basedOn: 'viewer', permissions: ['logs.read'] },
    addRolePreset: { preset: 'delivery' },
    setEnvironmentGrants: {
      restricted: ['deployments.create'],
      grants: [{ role: 'admin', allow: ['deployments.create'], deny: ['approvals.vote'] }],
    },
    inviteMembers: { emails: [`${newId()}@example.org`], role: 'viewer' },
    changeMemberRole: { role: 'developer' },
    inviteMember: { email: `${newId()}@example.org`, role: 'viewer' },
  };
}

function projectBodies({ tenant, bound }: Subject) {
  return {
    createProject: { name: 'Shop', slug: 'shop', description: 'Sells', ...repository },
    updateProject: { name: 'Shop', description: 'Sells', archived: false, ...repository },
    createApiKey: { name: 'app', description: 'ships logs', kind: 'ingest', ...bound, expiresAt },
    rotateApiKey: { overlapHours: 24, expiresAt },
    createPersonalKey: {
      name: 'laptop',
      description: 'mine',
      scopes: ['org.read'],
      organizationId: tenant.id,
      expiresAt,
    },
    rotatePersonalKey: { overlapHours: 24, expiresAt },
    createServiceAccount: { name: 'deployer', description: 'Deploys', role: 'operator' },
    updateServiceAccount: { name: 'deployer 2', description: 'Deploys', role: 'operator', disabled: false },
    createServiceAccountKey: { name: 'deploy', description: 'CI', scopes: ['org.read'], expiresAt },
    rotateServiceAccountKey: { overlapHours: 24, expiresAt },
  };
}

function consoleBodies({ tenant, userId, email }: Subject) {
  return {
    grantPlatformAdmin: { email },
    beginAdminSession: { password: PASSWORD },
    completeAdminSession: { challengeId: newId(), response: {} },
    beginPasskey: { password: PASSWORD },
    registerPasskey: { challengeId: newId(), response: {}, name: 'blue key' },
    disableAccount: { reason: 'Left the company', note: 'Told by mail' },
    suspendTenant: { reason: 'Has not paid' },
    scheduleTenantDeletion: { reason: 'Asked for by mail' },
    deleteOrganization: { confirmSlug: tenant.slug, reason: 'We are done' },
    writeTenantNote: { text: 'A note' },
    editTenantNote: { text: 'A better note' },
    startImpersonation: { userId, orgId: tenant.id, reason: 'They asked for help' },
  };
}
