import type { Masker } from '@throughline/kernel';
import type { Frame } from '../records/frames.js';
import type { LogLine } from '../server/protocol.js';
import { type Commands, type Mark, MarkReader } from './command-marks.js';
import { CommandOrder } from './command-order.js';
import { LineSplitter } from './line-splitter.js';

type Pipe = 'stdout' | 'stderr';
const MAX_TITLE = 500;

/** A step's output on its way to the server: its secrets masked, cut into lines, cut off beyond the limit of bytes. */
export class StepOutput {
  private readonly splitters = { stdout: new LineSplitter(), stderr: new LineSplitter() };
  private readonly masks: Record<Pipe, ReturnType<Masker['stream']>>;
  private readonly marks: Record<Pipe, MarkReader> | undefined;
  private readonly order: CommandOrder;
  private bytes = 0;
  private isCut = false;
  private atMs = Date.now();

  constructor(
    private readonly limitBytes: number,
    private readonly emit: (line: LogLine) => void,
    private readonly masker: Masker,
    private readonly commands?: Commands,
  ) {
    this.masks = { stdout: masker.stream(), stderr: masker.stream() };
    this.marks = commands && { stdout: new MarkReader(commands.nonce), stderr: new MarkReader(commands.nonce) };
    this.order = new CommandOrder(emit, (command) => this.begin(command));
  }

  /** Takes a piece of what the step wrote. The same pieces give the same lines, whenever they are read. */
  add({ kind, atMs, content }: Frame): void {
    this.atMs = atMs;
    if (kind !== 'cut') this.read(kind, content);
    else if (!this.isCut) this.cutOff();
  }

  /** Says something of our own in the step's log; never cut off. */
  system(text: string): void {
    this.atMs = Date.now();
    this.say(this.masker.maskText(text));
  }

  /** Sends what had no line break yet. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.marks) this.take(stream, this.masks[stream].push(this.marks[stream].end()));
      this.take(stream, this.masks[stream].end());
    }
    if (!this.isCut) this.endLines();
    this.order.end();
  }

  private read(stream: Pipe, content: Buffer): void {
    for (const piece of this.marks?.[stream].push(content) ?? [content])
      if (Buffer.isBuffer(piece)) this.take(stream, this.masks[stream].push(piece));
      else this.mark(stream, piece);
  }

  /** Another command begins: what the one before has left without a line break is a line. */
  private mark(stream: Pipe, mark: Mark): void {
    this.take(stream, this.masks[stream].end());
    this.masks[stream] = this.masker.stream();
    if (this.isCut) return;
    this.lines(stream, this.splitters[stream].end());
    this.order.mark(stream, mark);
  }

  private begin(command: number): void {
    const lines = this.commands?.texts[command - 1]?.split('\n') ?? [];
    const title = this.masker.maskText(lines.find((line) => line.trim() !== '')?.trim() ?? '');
    this.say(`$ ${title.slice(0, MAX_TITLE).toWellFormed()}`);
  }

  private take(stream: Pipe, chunk: Buffer): void {
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
    this.order.end();
    this.isCut = true;
    const notice = `The output is longer than ${this.limitBytes} bytes; the rest is not kept. The step goes on.`;
    this.say(notice);
  }

  private lines(stream: Pipe, texts: string[]): void {
    for (const text of texts) this.order.line(stream, { at: this.at(), stream, text });
  }

  private say(text: string): void {
    this.emit({ at: this.at(), stream: 'system', text });
  }

  private at(): string {
    return new Date(this.atMs).toISOString();
  }
}
