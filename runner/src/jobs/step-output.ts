import type { Masker } from '@throughline/kernel';
import type { Frame } from '../records/frames.js';
import type { LogLine, Stream } from '../server/protocol.js';
import { LineSplitter } from './line-splitter.js';

/** A step's output on its way to the server: its secrets masked, cut into lines, cut off beyond the limit of bytes. */
export class StepOutput {
  private readonly splitters = { stdout: new LineSplitter(), stderr: new LineSplitter() };
  private readonly masks: Record<'stdout' | 'stderr', ReturnType<Masker['stream']>>;
  private bytes = 0;
  private isCut = false;
  private atMs = Date.now();

  constructor(
    private readonly limitBytes: number,
    private readonly emit: (line: LogLine) => void,
    private readonly masker: Masker,
  ) {
    this.masks = { stdout: masker.stream(), stderr: masker.stream() };
  }

  /** Takes a piece of what the step wrote. The same pieces give the same lines, whenever they are read. */
  add({ kind, atMs, content }: Frame): void {
    this.atMs = atMs;
    if (kind !== 'cut') this.take(kind, this.masks[kind].push(content));
    else if (!this.isCut) this.cutOff();
  }

  /** Says something of our own in the step's log; never cut off. */
  system(text: string): void {
    this.atMs = Date.now();
    this.lines('system', [this.masker.maskText(text)]);
  }

  /** Sends what had no line break yet. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) this.take(stream, this.masks[stream].end());
    if (!this.isCut) this.endLines();
  }

  private take(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    const room = this.limitBytes - this.bytes;
    this.bytes += chunk.length;
    if (this.isCut) return;
    this.lines(stream, this.splitters[stream].push(room < chunk.length ? chunk.subarray(0, room) : chunk));
    if (room < chunk.length) this.cutOff();
  }

  private endLines(): void {
    this.lines('stdout', this.splitters.stdout.end());
    this.lines('stderr', this.splitters.stderr.end());
  }

  private cutOff(): void {
    this.endLines();
    this.isCut = true;
    const notice = `The output is longer than ${this.limitBytes} bytes; the rest is not kept. The step goes on.`;
    this.lines('system', [notice]);
  }

  private lines(stream: Stream, texts: string[]): void {
    const at = new Date(this.atMs).toISOString();
    for (const text of texts) this.emit({ at, stream, text });
  }
}
