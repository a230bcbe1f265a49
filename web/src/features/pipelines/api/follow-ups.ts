import { useQuery } from '@tanstack/react-query';
import {
  createFollowUpMutation,
  deleteFollowUpMutation,
  enableFollowUpMutation,
  listFollowUpsOptions,
  updateFollowUpMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const TOUCHED = ['listFollowUps'];

export const useFollowUps = (org: string, pipelineId: string) =>
  useQuery(listFollowUpsOptions({ path: { org, pipelineId } }));
export const useCreateFollowUp = () => useChange(createFollowUpMutation(), { touches: TOUCHED, isInline: true });
export const useUpdateFollowUp = () => useChange(updateFollowUpMutation(), { touches: TOUCHED, isInline: true });
export const useEnableFollowUp = () => useChange(enableFollowUpMutation(), { touches: TOUCHED });
export const useDeleteFollowUp = () => useChange(deleteFollowUpMutation(), { touches: TOUCHED });
