import type {
  BoardCellResponse,
  BoardResponse,
  BoardRowResponse,
  DeploymentStatus,
  EnvironmentResponse,
} from '../../../shared/api/generated/types.gen.js';
import type { MarkedState } from '../../../shared/model/states.js';

/** A cell with its column, and the column to the left that promotes into it. */
export type Place = {
  environment: EnvironmentResponse;
  cell: BoardCellResponse;
  before: { environment: EnvironmentResponse; cell: BoardCellResponse } | undefined;
};

const EMPTY: Omit<BoardCellResponse, 'environmentId'> = {
  live: null,
  inProgress: null,
  healthy: null,
  promotableVersion: null,
  held: false,
  heldReason: null,
};

/** The cells of a row in the order of the columns, whatever order they came in; a missing one is empty. */
export function placesOf(environments: readonly EnvironmentResponse[], row: BoardRowResponse): Place[] {
  const at = (environment: EnvironmentResponse) => ({
    environment,
    cell: row.cells.find(({ environmentId }) => environmentId === environment.id) ?? {
      ...EMPTY,
      environmentId: environment.id,
    },
  });
  return environments.map((environment, index) => {
    const previous = environments[index - 1];
    return { ...at(environment), before: previous && at(previous) };
  });
}

/** What the board says of one slot: its name in words, and what is live in it. */
export function slotOn(board: BoardResponse, serviceId: string, environmentId: string) {
  const environment = board.environments.find(({ id }) => id === environmentId);
  const row = board.rows.find((one) => one.serviceId === serviceId);
  const cell = row?.cells.find((one) => one.environmentId === environmentId);
  return {
    title: `${row?.serviceName ?? 'Unknown service'} in ${environment?.name ?? 'no environment'}`,
    live: cell?.live ?? null,
  };
}

/** The columns from development to production. */
export function columnsOf(board: BoardResponse): EnvironmentResponse[] {
  return board.environments.toSorted((a, b) => a.position - b.position);
}

/** Health is its own mark, apart from the state of the deployment: live says it was switched on, not that it is well. */
export function healthState(healthy: boolean | null): MarkedState {
  if (healthy === null) return { mark: 'unknown', word: 'Not checked yet' };
  return healthy ? { mark: 'succeeded', word: 'Healthy' } : { mark: 'failed', word: 'Unhealthy' };
}

const STEPS: readonly DeploymentStatus[] = ['queued', 'deploying', 'verifying', 'live'];

/** How far a deployment has come, from 0 to 1. Steps, not a guess of time. */
export function progressOf(status: DeploymentStatus): number {
  return Math.max(0, STEPS.indexOf(status)) / (STEPS.length - 1);
}
