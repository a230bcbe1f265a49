import { useQuery } from '@tanstack/react-query';
import {
  createHookTriggerMutation,
  deleteHookTriggerMutation,
  listHookTriggersOptions,
  rotateHookTriggerSecretMutation,
  updateHookTriggerMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const TOUCHED = ['listHookTriggers'];

export const useHooks = (org: string, pipelineId: string) =>
  useQuery(listHookTriggersOptions({ path: { org, pipelineId } }));
export const useCreateHook = () => useChange(createHookTriggerMutation(), { touches: TOUCHED, isInline: true });
export const useUpdateHook = () => useChange(updateHookTriggerMutation(), { touches: TOUCHED, isInline: true });
export const useRotateHookSecret = () => useChange(rotateHookTriggerSecretMutation(), { touches: TOUCHED });
export const useDeleteHook = () => useChange(deleteHookTriggerMutation(), { touches: TOUCHED, isInline: true });
