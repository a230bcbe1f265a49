import { useQuery } from '@tanstack/react-query';
import { useOrg } from '../lib/use-org.js';
import { getCapabilitiesOptions, listMembersOptions } from './generated/@tanstack/react-query.gen.js';

const MINUTES_5 = 300_000;

/** The person's role and permissions in the organization. Cached for minutes: the server decides anyway. */
export function capabilitiesOptions(org: string) {
  return { ...getCapabilitiesOptions({ path: { org } }), staleTime: MINUTES_5 };
}

/** Whether the person holds a permission, e.g. `deployments.promote`. False until known. */
export function useCan(permission: string): boolean {
  const { data } = useQuery(capabilitiesOptions(useOrg()));
  return data?.permissions.includes(permission) ?? false;
}

/** "Ada Lovelace (owner) or Grace Hopper (admin) can grant it." — as far as members may be read. */
export function useGrantors(): string {
  const { data } = useQuery({ ...listMembersOptions({ path: { org: useOrg() } }), staleTime: MINUTES_5, retry: false });
  const grantors = (data?.items ?? [])
    .filter((member) => member.role === 'owner' || member.role === 'admin')
    .slice(0, 3);
  if (grantors.length === 0) return 'An owner or admin of the organization can grant it.';
  return `${grantors.map((member) => `${member.fullName} (${member.role})`).join(' or ')} can grant it.`;
}
