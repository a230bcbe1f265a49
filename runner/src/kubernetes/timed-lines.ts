import { Writable } from 'node:stream';
import type { Frame } from '../records/frames.js';

const LINE_END = 10;

/**
 * Takes a pod's log with times and gives each line as a frame. The log can be read again from its beginning after the
 * connection was lost: lines that were given before are left out.
 */
export class TimedLines {
  private given = 0;

  constructor(private readonly onFrame: (frame: Frame) => void) {}

  /** A stream for one more reading. */
  stream(): Writable {
    let rest: Buffer = Buffer.alloc(0);
    let seen = 0;
    return new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        rest = Buffer.concat([rest, chunk]);
        for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END)) {
          seen += 1;
          if (seen > this.given) this.give(rest.subarray(0, end + 1));
          rest = rest.subarray(end + 1);
        }
        done();
      },
    });
  }

  private give(line: Buffer): void {
    this.given += 1;
    const space = line.indexOf(' ');
    const atMs = Date.parse(line.toString('latin1', 0, space));
    if (space < 0 || Number.isNaN(atMs)) return; // the cluster speaks for itself: no output of the step
    this.onFrame({ kind: 'stdout', atMs, content: Buffer.from(line.subarray(space + 1)) });
  }
}
