import { statSync } from 'node:fs';

/** Tells for how long a pulse has been silent, by this process's own clock: only that it changes counts. */
export class PulseWatch {
  private seen = -1;
  private seenAt: number;

  constructor(
    private readonly file: string,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.seenAt = now();
  }

  silentMs(): number {
    const beat = statSync(this.file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
    if (beat !== this.seen) {
      this.seen = beat;
      this.seenAt = this.now();
    }
    return this.now() - this.seenAt;
  }
}
