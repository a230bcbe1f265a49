import { sum } from './counts.ts';
import type { LaneResult } from './run-lane.ts';

/** The table of all lanes; its last line is `N passed, N failed, N skipped`. */
export function summary(results: LaneResult[]): string[] {
  const { passed, failed, skipped } = sum(results.map(({ counts }) => counts));
  const head = row(['lane', 'passed', 'failed', 'skipped', 'time', '']);
  return ['', head, ...results.map(laneRow), '', `${passed} passed, ${failed} failed, ${skipped} skipped`];
}

function laneRow({ name, counts, ms, note }: LaneResult): string {
  const { passed, failed, skipped } = counts;
  const text = failed > 0 && note === '' ? 'FAILED' : note;
  return row([name, String(passed), String(failed), String(skipped), `${(ms / 1000).toFixed(1)} s`, text]);
}

function row([name = '', ...cells]: string[]): string {
  const note = cells.pop() ?? '';
  return `  ${name.padEnd(12)}${cells.map((cell) => cell.padStart(9)).join('')}  ${note}`.trimEnd();
}
