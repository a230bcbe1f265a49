import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { databaseNow } from '@throughline/platform';
import { cronProblem, firesAfter, isZone, type Timing } from './fire-times.rules.js';
import { refuse } from './triggers.errors.js';

/** Timings as people write them, held against what can be read. */
@Injectable()
export class TimingCheck {
  /** Refuses, with the field to blame, what never fires or cannot be read. */
  check({ cron, zone }: Timing): void {
    const problem = cronProblem(cron);
    if (problem !== undefined) throw refuse('cron_invalid', problem, [{ pointer: '/cron', message: problem }]);
    if (!isZone(zone)) {
      const message = `There is no time zone ${zone}; one is Europe/Berlin.`;
      throw refuse('zone_unknown', message, [{ pointer: '/zone', message }]);
    }
  }

  /** The next `count` times from now on; refuses as `check` does. */
  async upcoming(tx: Tx, timing: Timing, count: number): Promise<Date[]> {
    this.check(timing);
    return firesAfter(timing, await databaseNow(tx), count);
  }

  /** The next time from now on; refuses as `check` does. */
  async next(tx: Tx, timing: Timing): Promise<Date> {
    const [next] = await this.upcoming(tx, timing, 1);
    if (!next) throw refuse('cron_invalid', 'This never comes.', [{ pointer: '/cron', message: 'never comes' }]);
    return next;
  }
}
