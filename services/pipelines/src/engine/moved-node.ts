import type { LoadedRun, NodeRow } from './execution-rows.js';

/** A node that has come into a new state, and the run that it is of. */
export interface MovedNode {
  loaded: LoadedRun;
  node: NodeRow;
}

/** What a node's new state asks for cannot be had; the node is in error then, and says this. */
export interface Trouble {
  moved: MovedNode;
  message: string;
}
