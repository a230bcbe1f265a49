import type {
  BoardResponse,
  ExecutionStatus,
  IncidentSummaryResponse,
  PipelineResponse,
} from '../../../shared/api/generated/types.gen.js';
import { executionState, incidentState, type MarkedState } from '../../../shared/model/states.js';

/** One thing that is broken now, with the place where it is mended. */
export type Trouble = {
  key: string;
  state: MarkedState;
  title: string;
  detail: string;
  at: string | null;
  link: TroubleLink;
};

export type TroubleLink = { to: 'incident'; id: string } | { to: 'execution'; id: string } | { to: 'board' };

const BROKEN: ReadonlySet<ExecutionStatus> = new Set(['failed', 'errored', 'timed_out', 'blocked', 'unknown']);

function fromIncident(incident: IncidentSummaryResponse): Trouble {
  return {
    key: incident.id,
    state: incidentState[incident.state],
    title: `#${incident.number} ${incident.title}`,
    detail: `${incident.serviceName} in ${incident.environmentName} · ${incident.severity}`,
    at: incident.openedAt,
    link: { to: 'incident', id: incident.id },
  };
}

/** A pipeline is broken while its newest run is; an old failure that a later run has mended is history. */
function fromPipeline({ lastExecution: run }: PipelineResponse): Trouble[] {
  if (!run || !BROKEN.has(run.status)) return [];
  const detail = run.reason ?? run.commit.message;
  const title = `${run.pipelineName} #${run.number}`;
  return [
    {
      key: run.id,
      state: executionState[run.status],
      title,
      detail,
      at: run.finishedAt,
      link: { to: 'execution', id: run.id },
    },
  ];
}

function fromBoard(board: BoardResponse): Trouble[] {
  const names = new Map(board.environments.map(({ id, name }) => [id, name]));
  return board.rows.flatMap((row) =>
    row.cells.flatMap((cell): Trouble[] => {
      const where = `${row.serviceName} in ${names.get(cell.environmentId) ?? 'an environment'}`;
      const at = cell.live?.finishedAt ?? null;
      const key = `${row.serviceId}:${cell.environmentId}`;
      const held = {
        key: `${key}:held`,
        state: { mark: 'warning', word: 'Held' },
        title: `Promotions of ${where}`,
        detail: cell.heldReason ?? '',
        at,
      } as const;
      const sick = {
        key: `${key}:sick`,
        state: { mark: 'failed', word: 'Unhealthy' },
        title: where,
        detail: `${cell.live?.version ?? ''} does not answer its health check`.trim(),
        at,
      } as const;
      return [...(cell.healthy === false ? [sick] : []), ...(cell.held ? [held] : [])].map((item) => ({
        ...item,
        link: { to: 'board' },
      }));
    }),
  );
}

/** Everything that is broken, the worst kind first: incidents, sick services, runs, held promotions. */
export function troubles(
  incidents: readonly IncidentSummaryResponse[],
  pipelines: readonly PipelineResponse[],
  board: BoardResponse,
): Trouble[] {
  const onBoard = fromBoard(board);
  const isHeld = (trouble: Trouble) => trouble.state.mark === 'warning';
  return [
    ...incidents.map(fromIncident),
    ...onBoard.filter((trouble) => !isHeld(trouble)),
    ...pipelines.flatMap(fromPipeline),
    ...onBoard.filter(isHeld),
  ];
}
