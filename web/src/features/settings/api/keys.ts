import { useQuery } from '@tanstack/react-query';
import {
  createApiKeyMutation,
  createPersonalKeyMutation,
  createServiceAccountKeyMutation,
  createServiceAccountMutation,
  listApiKeysOptions,
  listPersonalKeysOptions,
  listServiceAccountKeysOptions,
  listServiceAccountsOptions,
  removeServiceAccountMutation,
  revokeApiKeyMutation,
  revokePersonalKeyMutation,
  revokeServiceAccountKeyMutation,
  rotateApiKeyMutation,
  rotatePersonalKeyMutation,
  rotateServiceAccountKeyMutation,
  updateServiceAccountMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const PERSONAL = ['listPersonalKeys'];
const ACCOUNTS = ['listServiceAccounts', 'listServiceAccountKeys'];
const INGEST = ['listApiKeys'];
const REVOKED = { done: 'Key revoked', isInline: true };

export const useApiKeys = (org: string) => useQuery(listApiKeysOptions({ path: { org } }));
export const useCreateApiKey = () => useChange(createApiKeyMutation(), { touches: INGEST, isInline: true });
export const useRotateApiKey = () => useChange(rotateApiKeyMutation(), { touches: INGEST, isInline: true });
export const useRevokeApiKey = () => useChange(revokeApiKeyMutation(), { touches: INGEST, ...REVOKED });

export const usePersonalKeys = () => useQuery(listPersonalKeysOptions());
export const useCreatePersonalKey = () => useChange(createPersonalKeyMutation(), { touches: PERSONAL, isInline: true });
export const useRotatePersonalKey = () => useChange(rotatePersonalKeyMutation(), { touches: PERSONAL, isInline: true });
export const useRevokePersonalKey = () => useChange(revokePersonalKeyMutation(), { touches: PERSONAL, ...REVOKED });

export const useServiceAccounts = (org: string) => useQuery(listServiceAccountsOptions({ path: { org } }));
export const useCreateServiceAccount = () =>
  useChange(createServiceAccountMutation(), { touches: ACCOUNTS, done: 'Service account created', isInline: true });
export const useUpdateServiceAccount = () => useChange(updateServiceAccountMutation(), { touches: ACCOUNTS });
export const useRemoveServiceAccount = () =>
  useChange(removeServiceAccountMutation(), { touches: ACCOUNTS, done: 'Service account removed', isInline: true });

export const useAccountKeys = (org: string, serviceAccountId: string) =>
  useQuery(listServiceAccountKeysOptions({ path: { org, serviceAccountId } }));
export const useCreateAccountKey = () =>
  useChange(createServiceAccountKeyMutation(), { touches: ACCOUNTS, isInline: true });
export const useRotateAccountKey = () =>
  useChange(rotateServiceAccountKeyMutation(), { touches: ACCOUNTS, isInline: true });
export const useRevokeAccountKey = () =>
  useChange(revokeServiceAccountKeyMutation(), { touches: ACCOUNTS, ...REVOKED });
