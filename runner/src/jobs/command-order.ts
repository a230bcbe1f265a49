import type { LogLine } from '../server/protocol.js';
import type { Mark } from './command-marks.js';

type Pipe = 'stdout' | 'stderr';
type Item = { line: LogLine } | { mark: Mark };

/**
 * Puts the lines of two streams below the commands that wrote them. The streams come here in any order; what a stream
 * says after a mark waits until the other has come to that command too. The same items give the same lines.
 */
export class CommandOrder {
  private readonly waiting: Record<Pipe, Item[]> = { stdout: [], stderr: [] };
  private readonly marks = new Map<number, number>();
  private command = 0;

  constructor(
    private readonly emit: (line: LogLine) => void,
    private readonly begin: (command: number) => void,
  ) {}

  line(pipe: Pipe, line: LogLine): void {
    if (this.waiting[pipe].length === 0) this.emit(line);
    else this.waiting[pipe].push({ line });
  }

  mark(pipe: Pipe, mark: Mark): void {
    const { command, isAlone } = mark;
    this.marks.set(command, (this.marks.get(command) ?? 0) + (isAlone ? 2 : 1));
    this.waiting[pipe].push({ mark });
    this.settle(false);
  }

  /** Nothing more comes: what still waits goes out. */
  end(): void {
    this.settle(true);
  }

  private settle(isOver: boolean): void {
    this.drain();
    for (let next = this.next(isOver); next !== undefined; next = this.next(isOver)) {
      this.command = next;
      this.begin(next);
      this.drain();
    }
  }

  /** The command that can begin: both streams have come to it, or all that will. */
  private next(isOver: boolean): number | undefined {
    const heads = [this.waiting.stdout[0], this.waiting.stderr[0]].flatMap((head) =>
      head && 'mark' in head ? [head.mark.command] : [],
    );
    if (heads.length === 0) return undefined;
    const next = Math.min(...heads);
    return isOver || heads.length === 2 || (this.marks.get(next) ?? 0) >= 2 ? next : undefined;
  }

  private drain(): void {
    for (const queue of [this.waiting.stdout, this.waiting.stderr])
      for (let head = queue[0]; head && !this.isAhead(head); head = queue[0]) {
        queue.shift();
        if ('line' in head) this.emit(head.line);
      }
  }

  private isAhead(item: Item): boolean {
    return 'mark' in item && item.mark.command > this.command;
  }
}
