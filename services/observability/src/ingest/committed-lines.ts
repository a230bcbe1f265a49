import { Injectable } from '@nestjs/common';
import type { StoredEntry } from './log-entry.js';

type Listener = (lines: readonly StoredEntry[]) => void;

/**
 * Where the writer says, after the commit and never before, which lines there are now. Flushes run side by side; their
 * lines are told in the order in which they were numbered, so that who has seen number n has seen all before it.
 */
@Injectable()
export class CommittedLines {
  private readonly listeners = new Set<Listener>();
  private readonly turns: { lines: readonly StoredEntry[] | undefined }[] = [];

  on(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** Takes a flush's place in the order. The returned function ends it, with the lines that were committed. */
  open(): (lines: readonly StoredEntry[]) => void {
    const turn: (typeof this.turns)[number] = { lines: undefined };
    this.turns.push(turn);
    return (lines) => {
      turn.lines = lines;
      this.tellInOrder();
    };
  }

  private tellInOrder(): void {
    for (let lines = this.turns[0]?.lines; lines !== undefined; lines = this.turns[0]?.lines) {
      this.turns.shift();
      if (lines.length > 0) for (const listener of this.listeners) listener(lines);
    }
  }
}
