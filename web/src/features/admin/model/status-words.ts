import type { AccountState, OrganizationStatus } from '../../../shared/api/generated/types.gen.js';
import type { Mark } from '../../../shared/model/states.js';

/** A status as people say it, with its shape. */
export const STATUS: Record<OrganizationStatus, { mark: Mark; word: string }> = {
  active: { mark: 'succeeded', word: 'Active' },
  suspended: { mark: 'warning', word: 'Suspended' },
  pending_deletion: { mark: 'waiting', word: 'To be deleted' },
  purging: { mark: 'running', word: 'Being deleted' },
  purged: { mark: 'cancelled', word: 'Deleted' },
};

export const STATUS_OPTIONS = [
  { value: '', label: 'Any status' },
  { value: 'active', label: 'Active' },
  { value: 'suspended', label: 'Suspended' },
  { value: 'pending_deletion', label: 'To be deleted' },
];

export const ACCOUNT_STATE: Record<AccountState, { mark: Mark; word: string }> = {
  active: { mark: 'succeeded', word: 'Active' },
  disabled: { mark: 'cancelled', word: 'Disabled' },
};

export const ACCOUNT_STATE_OPTIONS = [
  { value: '', label: 'Any state' },
  { value: 'active', label: 'Active' },
  { value: 'disabled', label: 'Disabled' },
];
