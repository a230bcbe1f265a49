import type { ApiException } from '@kubernetes/client-node';

/** Whether the same call may be answered later: the cluster was away, or too busy. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  return code === undefined || code === 429 || code >= 500;
}

/** The cluster's answer; undefined when there was none. */
export function codeOf(error: unknown): number | undefined {
  const { code } = error as Partial<ApiException<unknown>>;
  return typeof code === 'number' ? code : undefined;
}
