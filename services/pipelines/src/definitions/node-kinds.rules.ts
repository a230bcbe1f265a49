export const NODE_KINDS = ['checkout', 'shell', 'http', 'gate', 'wait', 'approval', 'deploy', 'promote'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/**
 * Who does the work of a node. `runner`: a job for a runner. `engine`: this service itself, between two commits, so it
 * may only read what is at hand and write rows. `clock`, `people` and `deployments` are asked, and answer when they do.
 */
export type Worker = 'runner' | 'engine' | 'clock' | 'people' | 'deployments';

const WORKERS: Record<NodeKind, Worker> = {
  checkout: 'runner',
  shell: 'runner',
  http: 'runner',
  gate: 'engine',
  wait: 'clock',
  approval: 'people',
  deploy: 'deployments',
  promote: 'deployments',
};

export const workerOf = (kind: NodeKind): Worker => WORKERS[kind];

/** Whether a node of the kind waits for an answer from elsewhere when its turn comes, instead of for a worker. */
export const isAsked = (kind: NodeKind): boolean => ['clock', 'people', 'deployments'].includes(WORKERS[kind]);
