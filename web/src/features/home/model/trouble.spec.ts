import { describe, expect, it } from 'vitest';
import type {
  BoardCellResponse,
  ExecutionSummaryResponse,
  IncidentSummaryResponse,
  PipelineResponse,
} from '../../../shared/api/generated/types.gen.js';
import { troubles } from './trouble.js';

const cell = (extra: Partial<BoardCellResponse>): BoardCellResponse => ({
  environmentId: 'prod',
  live: null,
  inProgress: null,
  healthy: null,
  promotableVersion: null,
  held: false,
  heldReason: null,
  ...extra,
});
const board = (...cells: BoardCellResponse[]) => ({
  environments: [
    {
      id: 'prod',
      slug: 'production',
      name: 'Production',
      class: 'production' as const,
      position: 1,
      autoRollback: true,
      createdAt: '',
    },
  ],
  rows: [{ serviceId: 's', serviceName: 'checkout', cells }],
});
const pipeline = (status: ExecutionSummaryResponse['status']) =>
  ({
    id: 'p',
    lastExecution: {
      id: `run-${status}`,
      pipelineName: 'checkout',
      number: 7,
      status,
      reason: null,
      finishedAt: null,
      commit: { message: 'feat: x' },
    },
  }) as PipelineResponse;
const incident = {
  id: 'i',
  number: 12,
  title: 'errors',
  state: 'open',
  severity: 'critical',
  serviceName: 'checkout',
  environmentName: 'Production',
  openedAt: '',
} as IncidentSummaryResponse;

describe('troubles', () => {
  it('come in the order of urgency', () => {
    const found = troubles(
      [incident],
      [pipeline('failed')],
      board(cell({ healthy: false, held: true, heldReason: 'Incident #12' })),
    );
    expect(found.map(({ state }) => state.word)).toEqual(['Open', 'Unhealthy', 'Failed', 'Held']);
  });

  it('do not count a pipeline whose newest run is fine, nor one without runs', () => {
    const never = { ...pipeline('failed'), lastExecution: null };
    expect(troubles([], [pipeline('succeeded'), pipeline('running'), never], board())).toEqual([]);
  });

  it('do not take unknown health for illness', () => {
    expect(troubles([], [], board(cell({ healthy: null }), cell({ healthy: true })))).toEqual([]);
  });
});
