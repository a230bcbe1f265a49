import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { type MarkedState, nodeState } from '../../../shared/model/states.js';

type Marked = Pick<NodeResponse, 'status'> & Partial<Pick<NodeResponse, 'continueOnError'>>;

/** Whether a node failed, and the run goes on all the same. */
export const isTolerated = ({ status, continueOnError = false }: Marked): boolean =>
  continueOnError && (status === 'failed' || status === 'timed_out');

/** The mark of a node: as its state says, and a warning where its failure is allowed. */
export function nodeMark(node: Marked): MarkedState {
  const state = nodeState[node.status];
  return isTolerated(node) ? { mark: 'warning', word: `${state.word}, allowed` } : state;
}
