export const NODE_KINDS = [
  ...(['checkout', 'shell', 'http', 'gate', 'wait', 'approval', 'deploy', 'promote', 'pipeline'] as const),
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/**
 * Who does the work of a node. `runner`: a job for a runner. `engine`: this service itself, between two commits, so it
 * may only read what is at hand and write rows. `clock`, `people`, `deployments` and `pipelines`, which are other executions
 * of this service, are asked, and answer when they do.
 */
export type Worker = 'runner' | 'engine' | 'clock' | 'people' | 'deployments' | 'pipelines';

const WORKERS: Record<NodeKind, Worker> = {
  checkout: 'runner',
  shell: 'runner',
  http: 'runner',
  gate: 'engine',
  wait: 'clock',
  approval: 'people',
  deploy: 'deployments',
  promote: 'deployments',
  pipeline: 'pipelines',
};

export const workerOf = (kind: NodeKind): Worker => WORKERS[kind];

/** Whether a node of the kind waits for an answer from elsewhere when its turn comes, instead of for a worker. */
export const isAsked = (kind: NodeKind): boolean =>
  ['clock', 'people', 'deployments', 'pipelines'].includes(WORKERS[kind]);
