import { describe, expect, it } from 'vitest';
import type { LineResponse, LineStopResponse } from '../../api/generated/types.gen.js';
import { arrangeStops } from './arrange-stops.js';

function stop(kind: LineStopResponse['kind'], extra: Partial<LineStopResponse> = {}): LineStopResponse {
  const defaults = {
    id: `${kind}-1`,
    label: '',
    title: '',
    detail: '',
    state: 'succeeded',
    current: false,
    branch: false,
  } as const;
  return { kind, ...defaults, at: null, durationMs: null, environmentName: null, ...extra };
}

const caused = [stop('commit'), stop('execution'), stop('deployment'), stop('firing'), stop('incident')];
const line = (subjectKind: LineResponse['subjectKind'], stops: LineStopResponse[]) => ({
  subjectKind,
  subjectId: '1',
  stops,
});
const kinds = (stops: LineStopResponse[]) => stops.map(({ kind }) => kind);

describe('arrangeStops', () => {
  it('reads a run from its cause', () => {
    const { trunk, isBackwards } = arrangeStops(line('execution', caused));
    expect(kinds(trunk)).toEqual(['commit', 'execution', 'deployment', 'firing', 'incident']);
    expect(isBackwards).toBe(false);
  });

  it('reads an incident back to its commit', () => {
    const { trunk, isBackwards } = arrangeStops(line('incident', caused));
    expect(kinds(trunk)).toEqual(['incident', 'firing', 'deployment', 'execution', 'commit']);
    expect(isBackwards).toBe(true);
  });

  it('leaves an incident alone whose stops already start with it', () => {
    const { trunk } = arrangeStops(line('incident', caused.toReversed()));
    expect(kinds(trunk)[0]).toBe('incident');
  });

  it('bends a rollback from the incident back to the deployment it undoes, whichever way the line is read', () => {
    const stops = [...caused, stop('rollback', { branch: true })];
    expect(arrangeStops(line('deployment', stops)).branches).toMatchObject([{ left: 2, right: 4 }]);
    expect(arrangeStops(line('incident', stops)).branches).toMatchObject([{ left: 0, right: 2 }]);
  });

  it('hangs a rollback without an incident under its deployment', () => {
    const stops = [stop('commit'), stop('deployment'), stop('rollback', { branch: true })];
    expect(arrangeStops(line('deployment', stops)).branches).toMatchObject([{ left: 1, right: 1 }]);
  });

  it('keeps a rollback at the end when no deployment is known', () => {
    const stops = [stop('commit'), stop('execution'), stop('rollback', { branch: true })];
    expect(arrangeStops(line('commit', stops)).branches).toMatchObject([{ left: 1, right: 1 }]);
  });
});
