import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BEAT_MS = 1_000;

/**
 * A file that a living runner writes again and again. The wardens of its steps look at it: a step for which no runner will answer any
 * more has to end by itself, because the server gives its lease up.
 */
export class Pulse {
  readonly file: string;
  private timer: NodeJS.Timeout | undefined;
  private beats = 0;

  constructor(workDir: string) {
    this.file = join(workDir, 'pulse');
  }

  start(): void {
    this.beat();
    this.timer = setInterval(() => this.beat(), BEAT_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    try {
      writeFileSync(this.file, String(this.beats++), { mode: 0o600 });
    } catch {
      // A full disk; the next beat may succeed.
    }
  }
}
