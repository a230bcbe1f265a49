/** The state before anything was seen. */
export const ROOT = 0;
const NONE = -1;
const BYTES = 256;

/**
 * Aho and Corasick's automaton over bytes: finds every pattern in one pass, in time linear in the text whatever the
 * patterns. Most states have one successor, so only those with more keep a table; a kilobyte of patterns costs some
 * tens of kilobytes.
 */
export class ByteAutomaton {
  /** How many bytes of a pattern a state stands for. */
  readonly depth: number[] = [0];
  /** The length of the longest pattern that ends in a state; 0 for none. */
  readonly longest: number[] = [0];
  private readonly onlyByte: number[] = [NONE];
  private readonly onlyChild: number[] = [NONE];
  private readonly tables = new Map<number, Int32Array>();
  private readonly fail: number[] = [ROOT];
  private readonly first = new Int32Array(BYTES);
  /** By two bytes, whether a pattern begins with them. With many patterns most bytes begin one, and few pairs do. */
  private readonly pairs = new Uint8Array(BYTES * BYTES);

  constructor(patterns: readonly Uint8Array[]) {
    for (const pattern of patterns) {
      this.insert(pattern);
      this.notePair(pattern);
    }
    for (let byte = 0; byte < BYTES; byte++) this.first[byte] = Math.max(ROOT, this.child(ROOT, byte));
    this.link();
  }

  /** The state after one more byte. */
  step(state: number, byte: number): number {
    let at = state;
    while (at !== ROOT) {
      const next = this.child(at, byte);
      if (next !== NONE) return next;
      at = this.fail[at] ?? ROOT;
    }
    return this.first[byte] ?? ROOT;
  }

  /** Where the first two bytes at or after `from` lie that begin a pattern, or the last one, if it may; else the end. */
  skip(text: Uint8Array, from: number): number {
    const { pairs } = this;
    const last = text.length - 1;
    let at = from;
    while (at < last && pairs[((text[at] as number) << 8) | (text[at + 1] as number)] === 0) at++;
    return at === last && this.first[text[at] as number] === ROOT ? text.length : at;
  }

  /** Whether nothing goes on from a state that stands for the first of these bytes alone. */
  isDead(state: number, first: number, second: number): boolean {
    return this.depth[state] === 1 && this.pairs[(first << 8) | second] === 0;
  }

  private notePair([first = 0, second]: Uint8Array): void {
    if (second === undefined) this.pairs.fill(1, first << 8, (first + 1) << 8);
    else this.pairs[(first << 8) | second] = 1;
  }

  private insert(pattern: Uint8Array): void {
    let state = ROOT;
    for (const byte of pattern) {
      const next = this.child(state, byte);
      state = next === NONE ? this.grow(state, byte) : next;
    }
    this.longest[state] = pattern.length;
  }

  private grow(parent: number, byte: number): number {
    const state = this.depth.length;
    this.depth.push((this.depth[parent] ?? 0) + 1);
    this.longest.push(0);
    this.onlyByte.push(NONE);
    this.onlyChild.push(NONE);
    this.fail.push(ROOT);
    const only = this.onlyByte[parent];
    const table = this.tables.get(parent);
    if (table) table[byte] = state;
    else if (only === NONE) {
      this.onlyByte[parent] = byte;
      this.onlyChild[parent] = state;
    } else this.branch(parent, byte, state);
    return state;
  }

  private branch(parent: number, byte: number, state: number): void {
    const table = new Int32Array(BYTES).fill(NONE);
    table[this.onlyByte[parent] ?? 0] = this.onlyChild[parent] ?? NONE;
    table[byte] = state;
    this.tables.set(parent, table);
  }

  private child(state: number, byte: number): number {
    if (this.onlyByte[state] === byte) return this.onlyChild[state] ?? NONE;
    return this.tables.get(state)?.[byte] ?? NONE;
  }

  /** Breadth first, so that a state's failure link is final before its successors need it. */
  private link(): void {
    const queue = this.childrenOf(ROOT).map(([, child]) => child);
    for (const state of queue) {
      this.longest[state] = Math.max(this.longest[state] ?? 0, this.longest[this.fail[state] ?? ROOT] ?? 0);
      for (const [byte, child] of this.childrenOf(state)) {
        this.fail[child] = this.step(this.fail[state] ?? ROOT, byte);
        queue.push(child);
      }
    }
  }

  private childrenOf(state: number): [byte: number, child: number][] {
    const table = this.tables.get(state);
    if (table) return [...table.entries()].filter(([, child]) => child !== NONE);
    const child = this.onlyChild[state] ?? NONE;
    return child === NONE ? [] : [[this.onlyByte[state] ?? 0, child]];
  }
}
