import { useQuery } from '@tanstack/react-query';
import {
  createAlertRuleMutation,
  deleteAlertRuleMutation,
  listAlertRulesOptions,
  updateAlertRuleMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const RULES = ['listAlertRules', 'getAlertRule'];

export const useAlertRules = (org: string) => useQuery(listAlertRulesOptions({ path: { org } }));
export const useCreateAlertRule = () =>
  useChange(createAlertRuleMutation(), { touches: RULES, done: 'Alert rule created', isInline: true });
export const useUpdateAlertRule = () => useChange(updateAlertRuleMutation(), { touches: RULES });
export const useDeleteAlertRule = () =>
  useChange(deleteAlertRuleMutation(), { touches: RULES, done: 'Alert rule deleted', isInline: true });
