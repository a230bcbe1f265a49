import { createContext } from 'react';

/** Which node of a run is selected. Not part of the graph's nodes: to select one must not make a thousand of them anew. */
export type NodeChoice = { selected: string | undefined; onSelect: (key: string) => void };

export const NodeChoiceContext = createContext<NodeChoice>({ selected: undefined, onSelect: () => undefined });
