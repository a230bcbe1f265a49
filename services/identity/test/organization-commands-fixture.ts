import { newId } from '@throughline/kernel';
import { memberClaims, type TestService } from '@throughline/testing';
import { claimsOf, invitationFor } from './account-commands-fixture.js';
import type { CommandsPart } from './furnished-identity.js';
import { addMember, createOrganization, sendAs, signUp, type Tenant } from './identity-world.js';

const address = (): string => `${newId()}@example.org`;

/** Makes something in the organization as its owner. */
export async function makeIn(service: TestService, tenant: Tenant, rest: string, body: object) {
  const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
  const answer = await sendAs(service, who, { method: 'post', path: `/api/v1/orgs/${tenant.id}/${rest}`, body });
  if (answer.status >= 300) throw new Error(`${rest}: ${answer.status} ${answer.text}`);
  return answer.body;
}

const ownerOf = ({ id, owner }: Tenant) => memberClaims(id, 'owner', owner.userId);

/** Organizations, their members, roles, grants, invitations and projects. */
export async function organizationCommands(service: TestService, tenant: Tenant): Promise<CommandsPart> {
  const { userId } = await addMember(service, tenant, 'viewer');
  const heir = await addMember(service, tenant, 'admin');
  const leaver = await addMember(service, tenant, 'viewer');
  const [guest, decliner] = [await signUp(service), await signUp(service)];
  const declined = { token: await invitationFor(service, tenant, decliner.email) };
  const childless = await createOrganization(service);
  const { key: roleKey } = await makeIn(service, tenant, 'roles', { name: 'Their role' });
  return {
    bodies: {
      createOrganization: { name: 'Acme', slug: 'acme-works' },
      updateOrganization: { name: 'Acme works' },
      deleteOrganization: { confirmSlug: childless.slug, reason: 'We are done' },
      createChild: { name: 'Shop' },
      updateChild: { visitorRole: 'viewer' },
      changeMemberRole: { role: 'developer' },
      leaveOrganization: { slug: tenant.slug },
      transferOwnership: { userId: heir.userId, ownRole: 'owner' }, // what follows needs an owner too
      createRole: { name: 'Releaser', copyOf: 'viewer' },
      updateRole: { name: 'Tried' },
      addRolePreset: { preset: 'delivery' },
      setEnvironmentGrants: { restricted: ['deployments.create'], grants: [] },
      inviteMember: { email: address(), role: 'viewer' },
      inviteMembers: { emails: [address(), address(), 'no address'], role: 'viewer' },
      acceptInvitation: { token: await invitationFor(service, tenant, guest.email) },
      previewInvitation: declined,
      declineInvitation: declined,
      createProject: { name: 'Shop', slug: 'shop', description: 'Sells' },
      updateProject: { name: 'Shop 2' },
    },
    params: {
      userId,
      roleKey,
      childId: (await makeIn(service, tenant, 'children', { name: 'Their child' })).id,
      invitationId: (await makeIn(service, tenant, 'invitations', { email: address(), role: 'viewer' })).id,
      projectId: (await makeIn(service, tenant, 'projects', { name: 'Their project', slug: 'shared' })).id,
    },
    paramsOf: { deleteOrganization: { org: childless.id }, keepOrganization: { org: childless.id } },
    callers: {
      deleteOrganization: ownerOf(childless),
      keepOrganization: ownerOf(childless),
      leaveOrganization: memberClaims(tenant.id, 'viewer', leaver.userId),
      acceptInvitation: claimsOf(guest),
      previewInvitation: claimsOf(decliner),
      declineInvitation: claimsOf(decliner),
    },
  };
}
