import type {
  MisfirePolicy,
  ScheduleFiringResponse,
  ScheduleFiringState,
  ScheduleResponse,
} from '../../../shared/api/generated/types.gen.js';
import { executionState, type MarkedState } from '../../../shared/model/states.js';

/** What becomes of times that nobody was there for, as a choice. */
export const MISFIRES: readonly { value: MisfirePolicy; label: string }[] = [
  { value: 'once', label: 'Run once, for the newest' },
  { value: 'skip', label: 'Skip them' },
  { value: 'all', label: 'Run each, up to ten' },
];

/** Timings to begin with; everything else is typed. */
export const PRESETS: readonly { label: string; cron: string }[] = [
  { label: 'Every hour', cron: '0 * * * *' },
  { label: 'Every night at 03:00', cron: '0 3 * * *' },
  { label: 'Weekdays at 07:30', cron: '30 7 * * MON-FRI' },
  { label: 'Mondays at 06:00', cron: '0 6 * * MON' },
];

const FIRINGS: Record<ScheduleFiringState, MarkedState> = {
  due: { mark: 'queued', word: 'Starting' },
  started: { mark: 'running', word: 'Started' },
  refused: { mark: 'failed', word: 'Not started' },
  missed: { mark: 'cancelled', word: 'Missed' },
};

/** Whether a schedule is on; one that was stopped because something is in its way stands out. */
export function scheduleState({ enabled, pausedReason }: ScheduleResponse): MarkedState {
  if (enabled) return { mark: 'succeeded', word: 'On' };
  return pausedReason === null ? { mark: 'cancelled', word: 'Off' } : { mark: 'warning', word: 'Stopped' };
}

/** What became of a firing: where its run is, when there is one. */
export function firingState({ state, executionStatus }: ScheduleFiringResponse): MarkedState {
  return executionStatus === null ? FIRINGS[state] : executionState[executionStatus];
}

/** A time as the clocks of a zone show it: `Mon, 30 Nov 2026, 02:30 CET`. */
export function formatInZone(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone: zone, timeZoneName: 'short' },
  }).format(new Date(at));
}

/** Whether the clocks of a zone are set otherwise at the second time than at the first. */
export function areClocksChanged(before: string, after: string, zone: string): boolean {
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset', hour: '2-digit' });
  const [one, other] = [before, after].map(
    (at) => offset.formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')?.value,
  );
  return one !== other;
}

/** The zone that the browser is in, to begin with. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** The names that the browser knows, for a list to choose from. */
export const knownZones = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];
