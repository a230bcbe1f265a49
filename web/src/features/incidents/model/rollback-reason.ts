import type { DeploymentResponse } from '../../../shared/api/generated/types.gen.js';

type Suspected = Pick<DeploymentResponse, 'status' | 'rolledBackById' | 'kind'>;

/** Why the suspected deployment cannot be rolled back now, in words; undefined when it can. */
export function rollbackRefusal({ status, rolledBackById, kind }: Suspected): string | undefined {
  if (status === 'rolled_back') return 'It was rolled back.';
  if (rolledBackById) return 'It is being rolled back.';
  if (status === 'superseded') return 'Another deployment has taken its place.';
  if (status !== 'live') return 'It is not live.';
  return kind === 'rollback' ? 'It is a rollback itself.' : undefined;
}

/** What a rollback leaves as it is. It brings back the app and its configuration and nothing else. */
export function rollbackLeaves(environment: string): readonly string[] {
  return [
    `Data that was written or migrated in ${environment} since stays as it is.`,
    'Messages, mails and calls to other systems that were sent cannot be called back.',
    'The commit stays on its branch; the next push brings it along again unless it is reverted.',
  ];
}
