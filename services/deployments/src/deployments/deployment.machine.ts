import { defineMachine } from '@throughline/kernel';

export type DeploymentState =
  'queued' | 'deploying' | 'verifying' | 'live' | 'superseded' | 'failed' | 'cancelled' | 'rolled_back';
export type DeploymentTrigger = 'start' | 'verify' | 'go_live' | 'fail' | 'cancel' | 'supersede' | 'roll_back';

// A missing entry is a refusal; an empty row is terminal.
export const deploymentMachine = defineMachine<DeploymentState, DeploymentTrigger>({
  initial: 'queued',
  table: {
    queued: { start: 'deploying', cancel: 'cancelled' },
    deploying: { verify: 'verifying', fail: 'failed', cancel: 'cancelled' },
    verifying: { go_live: 'live', fail: 'failed' },
    live: { supersede: 'superseded', roll_back: 'rolled_back' },
    superseded: {},
    failed: {},
    cancelled: {},
    rolled_back: {},
  },
});
