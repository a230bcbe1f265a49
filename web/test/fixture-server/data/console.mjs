import { ago, id } from './ids.mjs';
import { ada, grace, linus, organization } from './people.mjs';

const active = {
  status: 'active',
  ...{ suspendedAt: null, suspendedBy: null, suspensionReason: null, isDeletionByOwner: false },
  ...{ deletionDueAt: null, deletionRequestedAt: null, deletionRequestedBy: null, deletionReason: null },
};
export const standing = active;

export const tenants = [
  [organization.slug, organization.name, 'active', 3],
  ['northwind', 'Northwind Traders and Sons of the Baltic Sea', 'suspended', 41],
  ['umbrella', 'Umbrella', 'pending_deletion', 7],
].map(([slug, name, status, members]) => ({
  ...{ id: id(slug), slug, name, status, members, planKey: 'team' },
  ...{ createdAt: ago(80_000), lastActivityAt: ago(members) },
}));

export const tenantDetail = (tenantId) => {
  const tenant = tenants.find((one) => one.id === tenantId);
  if (!tenant) return undefined;
  const suspended = { suspendedAt: ago(90), suspendedBy: 'Ada Lovelace', suspensionReason: 'The invoice is open' };
  const people = [ada, grace, linus].map(({ userId, email, fullName, role }, index) => ({
    ...{ userId, email, fullName, role },
    isPlatformAdmin: index === 0,
    isDisabled: index === 2,
  }));
  const more = tenant.status === 'suspended' ? suspended : {};
  return { ...tenant, people, standing: { ...active, status: tenant.status, ...more } };
};

export const notes = [
  {
    ...{ id: id('note'), authorId: ada.userId, authorName: ada.fullName, editedAt: null, createdAt: ago(200) },
    text: 'Called them about the invoice.\nThey pay on Monday.',
  },
];

export const accounts = [
  { ...ada, isPlatformAdmin: true, disablement: null },
  { ...grace, isPlatformAdmin: false, disablement: null },
  {
    ...linus,
    isPlatformAdmin: false,
    disablement: { at: ago(60), byName: 'Ada Lovelace', reason: 'Left the company', note: 'Told by mail' },
  },
].map(({ userId, email, fullName, isPlatformAdmin, disablement, joinedAt }) => ({
  ...{ userId, email, fullName, isPlatformAdmin, disablement, organizations: 2, createdAt: joinedAt },
  state: disablement ? 'disabled' : 'active',
}));

export const platformAdmins = [
  {
    ...{ userId: ada.userId, email: ada.email, fullName: ada.fullName, passkeys: 1 },
    ...{ grantedBy: 'The first account', grantedAt: ago(60_000) },
  },
];
export const passkeys = [
  { id: id('passkey'), name: 'blue key', isBackedUp: false, createdAt: ago(50_000), lastUsedAt: ago(4) },
];
export const adminSession = { passkeys: 1, steppedUpUntil: ago(-9) };

export const platformLog = [
  ['account.disabled', { name: linus.fullName }, 'Left the company'],
  ['organization.viewed', null, null],
  ['impersonation.started', { userName: grace.fullName }, 'Ticket 4711: they cannot find their deployment'],
  ['organization.suspended', { name: 'Northwind Traders' }, 'The invoice is open'],
].map(([action, details, reason], index) => ({
  ...{ id: id(`log${index}`), sequence: 104 - index, action, details, reason, subjectKind: 'user', subjectId: '*' },
  ...{ actorId: ada.userId, actorName: ada.fullName, organizationId: null, occurredAt: ago(index * 30 + 2) },
}));
export const verdict = { isIntact: true, entries: 104, brokenAt: null };

export const purged = [
  {
    ...{ organizationId: id('gone'), requestedBy: 'Ada Lovelace', reason: 'Asked for by mail', startedAt: ago(9_000) },
    ...{
      purgedAt: ago(8_900),
      rows: { identity: 31, pipelines: 4_122, deployments: 88, observability: 0, billing: 3 },
    },
  },
];

export const impersonations = ['running', 'stopped', 'expired'].map((state, index) => ({
  ...{ id: id(`act${index}`), organizationId: organization.id, state, reason: 'Ticket 4711: a deployment is missing' },
  ...{ actorId: id('op'), actorName: 'Margaret Hamilton', userId: grace.userId, userName: grace.fullName },
  ...{ startedAt: ago(index * 700 + 4), expiresAt: ago(index * 700 - 11), endedAt: index === 1 ? ago(701) : null },
}));
