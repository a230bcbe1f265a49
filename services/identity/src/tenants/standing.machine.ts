import { ORG_STATUSES, type OrgStatus } from '@throughline/contracts';
import { defineMachine, type Table } from '@throughline/kernel';

export const STATES = ORG_STATUSES;
export type Trigger =
  'suspend' | 'reactivate' | 'schedule_deletion' | 'cancel_deletion' | 'cancel_deletion_suspended' | 'purge' | 'finish';

// A missing entry is a refusal; an empty row is terminal.
const table: Table<OrgStatus, Trigger> = {
  active: { suspend: 'suspended', schedule_deletion: 'pending_deletion' },
  suspended: { reactivate: 'active', schedule_deletion: 'pending_deletion' },
  // Whether it was suspended when its deletion was scheduled decides what it goes back to.
  pending_deletion: { cancel_deletion: 'active', cancel_deletion_suspended: 'suspended', purge: 'purging' },
  purging: { finish: 'purged' },
  purged: {},
};

/** The standing of an organization. From `purging` on there is no way back. */
export const standingMachine = defineMachine<OrgStatus, Trigger>({ initial: 'active', table });
