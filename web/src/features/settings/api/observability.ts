import { useQuery } from '@tanstack/react-query';
import {
  createAlertRuleMutation,
  createApiKeyMutation,
  deleteAlertRuleMutation,
  listAlertRulesOptions,
  listApiKeysOptions,
  revokeApiKeyMutation,
  updateAlertRuleMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const RULES = ['listAlertRules', 'getAlertRule'];

export const useApiKeys = (org: string) => useQuery(listApiKeysOptions({ path: { org } }));
export const useCreateApiKey = () => useChange(createApiKeyMutation(), { touches: ['listApiKeys'], isInline: true });
export const useRevokeApiKey = () =>
  useChange(revokeApiKeyMutation(), { touches: ['listApiKeys'], done: 'Key revoked', isInline: true });

export const useAlertRules = (org: string) => useQuery(listAlertRulesOptions({ path: { org } }));
export const useCreateAlertRule = () =>
  useChange(createAlertRuleMutation(), { touches: RULES, done: 'Alert rule created', isInline: true });
export const useUpdateAlertRule = () => useChange(updateAlertRuleMutation(), { touches: RULES });
export const useDeleteAlertRule = () =>
  useChange(deleteAlertRuleMutation(), { touches: RULES, done: 'Alert rule deleted', isInline: true });
