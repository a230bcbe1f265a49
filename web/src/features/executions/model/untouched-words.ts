import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';

type Untouched = Pick<NodeResponse, 'status' | 'needs' | 'when'>;
/** More than these are too many to read in a sentence. */
const NAMED = 4;

/** Why there is nothing to read of a node yet, or ever. */
export function untouchedWords({ status, needs, when }: Untouched): string {
  if (status === 'skipped') return 'Skipped. It did nothing.';
  if (status === 'ready') return 'Ready. Waiting for a runner that is free.';
  if (needs.length === 0) return 'Not started yet.';
  if (when === 'failure') return 'Not started yet. It begins when something before it has failed.';
  if (when === 'always') return 'Not started yet. It begins when everything before it has ended, in any case.';
  const named = needs.length <= NAMED ? needs.join(' and ') : `${needs.length} nodes`;
  return `Not started yet. It needs ${named} first.`;
}
