import { type ByteAutomaton, ROOT } from './byte-automaton.js';

const MASK = Buffer.from('***');
const NOTHING = Buffer.alloc(0);

/**
 * Masks bytes that arrive in chunks cut anywhere, inside a character too. What it holds back is what may still become
 * a secret: at most one byte less than the longest form. What comes out does not depend on how the input was cut.
 */
export class MaskingStream {
  /** How many masks were put in so far. */
  masks = 0;
  private state = ROOT;
  /** Bytes that were seen and not yet handed on. */
  private held = NOTHING;
  /** Positions count from the first byte of the stream. */
  private heldAt = 0;
  private seen = 0;
  private maskedUntil = -1;
  /** Found secrets, merged where they touch, not yet handed on. */
  private found: { start: number; end: number }[] = [];

  constructor(private readonly automaton: ByteAutomaton | undefined) {}

  /** Takes a chunk; returns what can be handed on. The chunk is not kept beyond the call, nor changed. */
  push(chunk: Uint8Array): Buffer {
    if (!this.automaton) return Buffer.from(chunk);
    this.scan(this.automaton, chunk);
    const decided = this.seen - (this.automaton.depth[this.state] ?? 0);
    const text = this.held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.held, chunk]);
    return this.handOn(text, decided);
  }

  /** What was still held back. The stream may not be used after it. */
  end(): Buffer {
    return this.handOn(this.held, this.seen);
  }

  private scan(automaton: ByteAutomaton, chunk: Uint8Array): void {
    const { longest } = automaton;
    let { state } = this;
    for (let at = 0; at < chunk.length; at++) {
      if (at > 0 && automaton.isDead(state, chunk[at - 1] as number, chunk[at] as number)) state = ROOT;
      if (state === ROOT) {
        at = automaton.skip(chunk, at);
        if (at === chunk.length) break;
      }
      state = automaton.step(state, chunk[at] as number);
      const length = longest[state] as number;
      if (length > 0) this.note(this.seen + at + 1 - length, this.seen + at + 1);
    }
    this.state = state;
    this.seen += chunk.length;
  }

  private note(start: number, end: number): void {
    let from = start;
    for (let last = this.found.at(-1); last && last.end >= from; last = this.found.at(-1)) {
      from = Math.min(from, last.start);
      this.found.pop();
    }
    this.found.push({ start: from, end });
  }

  /** Bytes up to `decided`; a mask that reaches further begins here, and the rest of it is dropped later. */
  private handOn(text: Buffer, decided: number): Buffer {
    const out: Buffer[] = [];
    let at = this.heldAt;
    const copy = (until: number): void => {
      const from = Math.max(at, this.maskedUntil);
      if (until > from) out.push(text.subarray(from - this.heldAt, until - this.heldAt));
      at = Math.max(at, until);
    };
    while (this.found[0] && this.found[0].start < decided) {
      const { start, end } = this.found[0];
      copy(start);
      if (start > this.maskedUntil || this.maskedUntil < 0) this.mask(out);
      this.maskedUntil = end;
      this.found.shift();
    }
    copy(decided);
    this.held = Buffer.from(text.subarray(decided - this.heldAt));
    this.heldAt = decided;
    return out.length === 1 && out[0] ? out[0] : Buffer.concat(out);
  }

  private mask(out: Buffer[]): void {
    out.push(MASK);
    this.masks += 1;
  }
}
