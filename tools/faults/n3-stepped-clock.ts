import { globSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIBRARY = '/usr/lib/*/faketime/libfaketime.so.1';

/** A wall clock that a test gives to a process and moves while it runs; what the process measures goes on as ever. */
export class SteppedClock {
  private readonly folder = mkdtempSync(join(tmpdir(), 'throughline-clock-'));
  private readonly file = join(this.folder, 'offset');

  constructor() {
    this.step(0);
  }

  /** What the process is started with; a zone with summer time, as many machines have one. */
  get env(): Record<string, string> {
    const [library] = globSync(LIBRARY);
    if (library === undefined) throw new Error(`no ${LIBRARY} here: apt-get install faketime`);
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1', // a step back would stop every timer
      TZ: 'Europe/Berlin',
    };
  }

  /** @param seconds ahead of the true time; below 0, behind it. In one moment, as an operator sets a clock. */
  step(seconds: number): void {
    const next = `${this.file}.next`;
    writeFileSync(next, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    renameSync(next, this.file);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const MINUTE = 60;
const DAY = 86_400;
/** So that the change happens while the process runs. */
const BEFORE_S = 2;
const secondsTo = (time: string): number => Math.round((Date.parse(time) - Date.now()) / 1_000) - BEFORE_S;

export interface ClockStep {
  what: string;
  seconds: number;
}

/** The steps of the catalogue. A leap second is one that comes twice: a step back by it. */
export const clockSteps = (): ClockStep[] => [
  { what: '+10 min', seconds: 10 * MINUTE },
  { what: '-10 min', seconds: -10 * MINUTE },
  { what: '+3 d', seconds: 3 * DAY },
  { what: '-3 d', seconds: -3 * DAY },
  { what: 'a leap second', seconds: -1 },
  { what: 'summer time ends', seconds: secondsTo('2026-10-25T01:00:00Z') },
  { what: 'summer time begins', seconds: secondsTo('2027-03-28T01:00:00Z') },
];
