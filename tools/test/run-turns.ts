import { existsSync, readFileSync } from 'node:fs';
import type { Lane } from './lane.ts';
import { type LaneResult, type LaneRun, outputOf, runLane } from './run-lane.ts';
import type { Turn } from './turns.ts';

/**
 * Runs the lanes and adds their results as they end. The main track speaks as it goes; a lane of the side track is heard
 * when it has ended, unless there is no main one. Throws what `run.signal` is aborted with, when all that ran has ended.
 */
export async function runTurns(turns: Turn[], run: LaneRun, results: LaneResult[]): Promise<void> {
  for (const { main, side } of turns) {
    const tracks = [runTrack(main, run, results), runTrack(side, { ...run, isQuiet: main.length > 0 }, results)];
    const ends = await Promise.allSettled(tracks);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}

async function runTrack(lanes: Lane[], run: LaneRun, results: LaneResult[]): Promise<void> {
  for (const lane of lanes) {
    run.signal.throwIfAborted();
    if (!run.isQuiet) console.log(headOf(lane));
    results.push(await runLane(lane, run));
    if (run.isQuiet) console.log(`${headOf(lane)}\n${outputIn(outputOf(lane, run.workspace))}`);
  }
}

const headOf = ({ name }: Lane): string => `\n── ${name} ${'─'.repeat(60 - name.length)}`;

const outputIn = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
