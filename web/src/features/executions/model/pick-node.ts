import type { NodeStatus } from '../../../shared/api/generated/types.gen.js';
import { isTolerated } from './node-mark.js';

type Picked = { key: string; status: NodeStatus; continueOnError?: boolean };

/** What a person came to see, most telling first. */
const INTEREST: readonly NodeStatus[] = ['failed', 'errored', 'timed_out', 'unknown', 'waiting', 'running', 'retrying'];

/** The node a run opens at: the one in the URL, else the one that failed, waits or runs, else one whose failure was allowed, or the last that ended. */
export function pickNode<T extends Picked>(nodes: readonly T[], asked: string | undefined): T | undefined {
  const named = nodes.find(({ key }) => key === asked);
  if (named) return named;
  for (const status of INTEREST) {
    const found = nodes.find((node) => node.status === status && !isTolerated(node));
    if (found) return found;
  }
  return nodes.find(isTolerated) ?? nodes.findLast(({ status }) => status === 'succeeded') ?? nodes[0];
}
