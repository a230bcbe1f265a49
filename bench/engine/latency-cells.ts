import { type Cell, chain } from './workload.ts';

/** A share of what the arm itself can do at most. */
export interface LoadCell extends Cell {
  load: number;
}

export const LATENCY_SHAPE = chain(22);
/** The goal is about half of the load; the others show how it grows. */
export const GOAL_LOAD = 0.5;

export const LOAD_CELLS: LoadCell[] = [0.1, GOAL_LOAD, 0.8].map((load) => ({
  ...{ id: `load-${load * 100}`, shape: LATENCY_SHAPE, runs: 1, load },
}));

export const LATENCY_PROFILES = {
  quick: { rounds: 5, durationMs: 3_000 },
  full: { rounds: 9, durationMs: 15_000 },
};

export const loadOf = (id: string): number => LOAD_CELLS.find((cell) => cell.id === id)?.load ?? GOAL_LOAD;
