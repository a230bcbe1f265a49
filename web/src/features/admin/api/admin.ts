import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  cancelTenantDeletionMutation,
  endAdminSessionMutation,
  getAdminSessionOptions,
  getTenantOptions,
  grantPlatformAdminMutation,
  listPasskeysOptions,
  listPlatformAdminsOptions,
  listPlatformEntriesInfiniteOptions,
  listPurgedOrganizationsOptions,
  listTenantNotesOptions,
  listTenantsInfiniteOptions,
  reactivateTenantMutation,
  removePasskeyMutation,
  revokePlatformAdminMutation,
  scheduleTenantDeletionMutation,
  suspendTenantMutation,
  verifyPlatformLogOptions,
  writeTenantNoteMutation,
  editTenantNoteMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { OrganizationStatus } from '../../../shared/api/generated/types.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const TENANT = ['getTenant', 'listTenants', 'listPlatformEntries'];
const ADMINS = ['listPlatformAdmins', 'listPlatformEntries'];
const PAGE_SIZE = 50;

export const useAdminSession = () => useQuery({ ...getAdminSessionOptions(), retry: false });
export const useEndAdminSession = () => useChange(endAdminSessionMutation(), { touches: ['getAdminSession'] });

/** Organizations, newest first, page by page. */
export function useTenants(filter: { q?: string | undefined; status?: OrganizationStatus | undefined }) {
  const query = {
    limit: PAGE_SIZE,
    ...(filter.q ? { q: filter.q } : {}),
    ...(filter.status ? { status: filter.status } : {}),
  };
  return useInfiniteQuery({
    ...listTenantsInfiniteOptions({ query }),
    // A row that is asked about stays where it is while a search goes on.
    placeholderData: keepPreviousData,
    initialPageParam: {}, // no cursor at all: an empty one is not a cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}

export const useTenant = (organizationId: string) => useQuery(getTenantOptions({ path: { organizationId } }));
export const useNotes = (organizationId: string) => useQuery(listTenantNotesOptions({ path: { organizationId } }));
export const usePurged = () => useQuery(listPurgedOrganizationsOptions());
export const useSuspend = () =>
  useChange(suspendTenantMutation(), { touches: TENANT, done: 'Organization suspended', isInline: true });
export const useReactivate = () =>
  useChange(reactivateTenantMutation(), { touches: TENANT, done: 'Organization active again' });
export const useScheduleDeletion = () =>
  useChange(scheduleTenantDeletionMutation(), { touches: TENANT, done: 'Deletion scheduled', isInline: true });
export const useCancelDeletion = () =>
  useChange(cancelTenantDeletionMutation(), { touches: TENANT, done: 'Deletion taken back' });
export const useWriteNote = () =>
  useChange(writeTenantNoteMutation(), { touches: ['listTenantNotes'], isInline: true });
export const useEditNote = () => useChange(editTenantNoteMutation(), { touches: ['listTenantNotes'], isInline: true });

export const usePlatformAdmins = () => useQuery(listPlatformAdminsOptions());
export const useGrant = () =>
  useChange(grantPlatformAdminMutation(), { touches: ADMINS, done: 'Platform admin added', isInline: true });
export const useRevoke = () =>
  useChange(revokePlatformAdminMutation(), { touches: ADMINS, done: 'Platform admin removed', isInline: true });

export const usePasskeys = () => useQuery(listPasskeysOptions());
export const useRemovePasskey = () =>
  useChange(removePasskeyMutation(), {
    touches: ['listPasskeys', 'getAdminSession'],
    done: 'Passkey removed',
    isInline: true,
  });

/** The platform's log, newest first, page by page. */
export function usePlatformLog() {
  return useInfiniteQuery({
    ...listPlatformEntriesInfiniteOptions({ query: { limit: PAGE_SIZE } }),
    initialPageParam: {}, // no cursor at all: an empty one is not a cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}

export const useVerification = () => useQuery(verifyPlatformLogOptions());
