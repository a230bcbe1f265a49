import { useQuery } from '@tanstack/react-query';
import { useOrg } from '../lib/use-org.js';
import { getCapabilitiesOptions } from './generated/@tanstack/react-query.gen.js';
import type { CapabilitiesResponse } from './generated/types.gen.js';
import { allowedIn, grantorWords, whyNot } from './capability-words.js';

const MINUTES_5 = 300_000;

/** The person's role and permissions in the organization. Cached for minutes: the server decides anyway. */
export function capabilitiesOptions(org: string) {
  return { ...getCapabilitiesOptions({ path: { org } }), staleTime: MINUTES_5 };
}

/** What the person may do here; undefined until known. */
export function useCapabilities(): CapabilitiesResponse | undefined {
  return useQuery(capabilitiesOptions(useOrg())).data;
}

/** Whether the person holds a permission, e.g. `deployments.promote`, in at least one environment. False until known. */
export function useCan(permission: string): boolean {
  return useCapabilities()?.items.some((item) => item.permission === permission && item.allowed) ?? false;
}

/** Whether the person holds a permission in this environment. False until known. */
export function useCanIn(permission: string, environmentId: string): boolean {
  return allowedIn(useCapabilities(), permission, environmentId);
}

/** "Ada Lovelace or Grace Hopper can grant it.": who, by name, can give the person this permission. */
export function useGrantors(permission?: string): string {
  return grantorWords(useCapabilities(), permission);
}

/** Why the person may not do it, in a sentence, and who can change that. */
export function useWhyNot(permission: string, environmentId?: string): string {
  return whyNot(useCapabilities(), permission, environmentId);
}
