import { describe, expect, it } from 'vitest';
import type { ScheduleFiringResponse, ScheduleResponse } from '../../../shared/api/generated/types.gen.js';
import { areClocksChanged, firingState, formatInZone, scheduleState } from './schedule-words.js';

const schedule = (enabled: boolean, pausedReason: string | null) => ({ enabled, pausedReason }) as ScheduleResponse;
const firing = (state: ScheduleFiringResponse['state'], executionStatus: ScheduleFiringResponse['executionStatus']) =>
  ({ state, executionStatus }) as ScheduleFiringResponse;

describe('the words about schedules', () => {
  it('tells apart what was switched off and what was stopped', () => {
    expect(scheduleState(schedule(true, null)).word).toBe('On');
    expect(scheduleState(schedule(false, null)).word).toBe('Off');
    expect(scheduleState(schedule(false, 'The repository was removed.'))).toEqual({ mark: 'warning', word: 'Stopped' });
  });

  it('says of a firing where its run is, and of one without a run what became of it', () => {
    expect(firingState(firing('started', 'failed'))).toEqual({ mark: 'failed', word: 'Failed' });
    expect(firingState(firing('refused', null)).word).toBe('Not started');
    expect(firingState(firing('missed', null)).word).toBe('Missed');
    expect(firingState(firing('due', null)).mark).toBe('queued');
  });

  it('reads the clocks of the schedule’s zone, before and after they are changed', () => {
    expect(formatInZone('2026-03-28T01:30:00Z', 'Europe/Berlin')).toMatch(/Sat.*28 Mar 2026.*02:30.*(CET|GMT\+1)/);
    expect(formatInZone('2026-03-29T01:30:00Z', 'Europe/Berlin')).toMatch(/Sun.*29 Mar 2026.*03:30.*(CEST|GMT\+2)/);
  });

  it('see that the clocks are changed between two times', () => {
    const [before, after] = ['2027-03-27T02:00:00Z', '2027-03-28T01:00:00Z'];
    expect(areClocksChanged(before, after, 'Europe/Berlin')).toBe(true);
    expect(areClocksChanged(after, '2027-03-29T01:00:00Z', 'Europe/Berlin')).toBe(false);
    expect(areClocksChanged(before, after, 'UTC')).toBe(false);
  });
});
