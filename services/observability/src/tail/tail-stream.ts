import { openSse, type SseStream } from '@throughline/platform';
import type { SseReply } from '../live/sse-reply.js';
import { newBudget, spend, type TailBudget, takeDropped } from './tail-budget.rules.js';
import type { TailLine } from './tail-hub.js';

const REPORT_MS = 1_000;
/** Beyond this a reader is slow: lines are dropped and counted instead of gathered in memory. */
const SLOW_BYTES = 512 * 1024;

/** One open tail: holds back live lines while missed ones are sent, bounds what it sends, and says what it dropped. */
export class TailStream {
  private readonly sse: SseStream;
  private readonly budget: TailBudget;
  private readonly report: NodeJS.Timeout;
  private held: TailLine[] | undefined = [];
  private lastSeq = 0;

  constructor(
    private readonly reply: SseReply,
    linesPerSecond: number,
    onClose: () => void,
  ) {
    this.budget = newBudget(linesPerSecond, performance.now());
    this.report = setInterval(() => this.reportDropped(), REPORT_MS);
    this.sse = openSse(reply, () => {
      clearInterval(this.report);
      onClose();
    });
  }

  readonly receive = (line: TailLine): void => {
    if (this.held) {
      if (this.held.length < this.budget.perSecond) this.held.push(line);
      else this.budget.dropped += 1;
      return;
    }
    this.send(line);
  };

  /** Sends what the reader missed, then what came meanwhile, then what comes. */
  resume(missed: readonly TailLine[], dropped: number): void {
    this.budget.dropped += dropped;
    const held = this.held ?? [];
    this.held = undefined;
    for (const line of missed) this.write(line);
    for (const line of held) if (line.seq > this.lastSeq) this.send(line);
    this.reportDropped();
  }

  private send(line: TailLine): void {
    if (spend(this.budget, performance.now(), this.reply.raw.writableLength > SLOW_BYTES)) this.write(line);
  }

  private write(line: TailLine): void {
    this.lastSeq = Math.max(this.lastSeq, line.seq);
    this.sse.send(line.response, line.response.id);
  }

  private reportDropped(): void {
    const dropped = takeDropped(this.budget);
    if (dropped > 0 && !this.sse.closed) {
      this.reply.raw.write(`event: dropped\ndata: ${JSON.stringify({ dropped })}\n\n`);
    }
  }
}
