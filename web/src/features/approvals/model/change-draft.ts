import type { ChangePriority, CreateChangeRequestRequest } from '../../../shared/api/generated/types.gen.js';

/** What the form of a change request holds; an empty text is nothing. */
export type ChangeDraft = {
  title: string;
  type: string;
  description: string;
  effect: string;
  priority: ChangePriority;
  environmentId: string;
  assigneeId: string;
  requiredVotes: number | string;
  groups: string[];
};

export const NEW_CHANGE: ChangeDraft = {
  ...{ title: '', type: '', description: '', effect: '', priority: 'normal' },
  ...{ environmentId: '', assigneeId: '', requiredVotes: 1, groups: [] },
};

/** Offered; any other word is as good. */
export const TYPES = ['access', 'configuration', 'data', 'infrastructure', 'maintenance', 'release'];

export const PRIORITY_CHOICE: { value: ChangePriority; label: string }[] = [
  { value: 'critical', label: 'Critical: to be decided within 4 hours' },
  { value: 'high', label: 'High: within a day' },
  { value: 'normal', label: 'Normal: within 3 days' },
  { value: 'low', label: 'Low: within a week' },
];

/** The request that the form stands for. */
export function bodyOf(draft: ChangeDraft): CreateChangeRequestRequest {
  const { title, type, description, effect, priority, environmentId, assigneeId, requiredVotes, groups } = draft;
  return {
    ...{ title: title.trim(), type: type.trim(), description: description.trim(), priority },
    requiredVotes: Number(requiredVotes) || 1,
    ...(effect.trim() && { effect: effect.trim() }),
    ...(environmentId && { environmentId }),
    ...(assigneeId && { assigneeId }),
    ...(groups.length > 0 && { groups }),
  };
}
