import { describe, expect, it } from 'vitest';
import type { BoardCellResponse, EnvironmentResponse } from '../../../shared/api/generated/types.gen.js';
import { columnsOf, healthState, placesOf, progressOf } from './board.js';

const environment = (id: string, position: number): EnvironmentResponse => ({
  id,
  slug: id,
  name: id,
  class: 'staging',
  position,
  autoRollback: true,
  createdAt: '2026-01-01T00:00:00Z',
});
const cell = (environmentId: string, promotableVersion: string | null = null): BoardCellResponse => ({
  environmentId,
  live: null,
  inProgress: null,
  healthy: null,
  promotableVersion,
  held: false,
  heldReason: null,
});
const [dev, staging, production] = [environment('dev', 1), environment('staging', 2), environment('production', 3)];

describe('the board', () => {
  it('orders columns by their way to production', () => {
    expect(columnsOf({ environments: [production, dev, staging], rows: [] }).map(({ id }) => id)).toEqual([
      'dev',
      'staging',
      'production',
    ]);
  });

  it('gives every column a cell and its neighbour to the left, in any order of the answer', () => {
    const places = placesOf([dev, staging, production], {
      serviceId: 's',
      serviceName: 's',
      cells: [cell('production', '1.8.1'), cell('dev')],
    });
    expect(
      places.map((place) => [place.before?.environment.id, place.cell.environmentId, place.cell.promotableVersion]),
    ).toEqual([
      [undefined, 'dev', null],
      ['dev', 'staging', null],
      ['staging', 'production', '1.8.1'],
    ]);
  });
});

describe('marks', () => {
  it('tells not looked at from unhealthy', () => {
    expect([null, true, false].map((healthy) => healthState(healthy).mark)).toEqual(['unknown', 'succeeded', 'failed']);
  });

  it('moves forward only', () => {
    expect((['queued', 'deploying', 'verifying', 'live'] as const).map(progressOf)).toEqual([0, 1 / 3, 2 / 3, 1]);
  });
});
