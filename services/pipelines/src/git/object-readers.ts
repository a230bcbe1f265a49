import { type GitObject, ObjectReader } from './object-reader.js';

const IDLE_MS = 1_000;
const MOST = 16;

/** The readers of the repositories that are asked for something at the moment, of idle ones sixteen at most. */
export class ObjectReaders {
  private readonly open = new Map<string, ObjectReader>();

  constructor(
    private readonly configFile: string,
    private readonly answerMs: number,
  ) {}

  /** What a name leads to in the repository of the folder; undefined for nothing, and when git gives no answer. */
  async read(folder: string, name: string, maxBytes: number): Promise<GitObject | undefined> {
    // A reader that fails has at least had the first of its questions, so this comes to an end.
    for (;;) {
      const answer = await this.readerOf(folder).read(name, maxBytes);
      if (answer !== 'unasked') return answer;
    }
  }

  /** Ends the reader of a folder, or all. */
  close(folder?: string): void {
    if (folder === undefined) for (const reader of this.open.values()) reader.close();
    else this.open.get(folder)?.close();
  }

  private readerOf(folder: string): ObjectReader {
    const known = this.open.get(folder);
    if (known) return known;
    if (this.open.size >= MOST) [...this.open.values()].find(({ isIdle }) => isIdle)?.close();
    const { configFile, answerMs } = this;
    const reader = new ObjectReader(folder, { configFile, answerMs, idleMs: IDLE_MS }, () => {
      if (this.open.get(folder) === reader) this.open.delete(folder);
    });
    this.open.set(folder, reader);
    return reader;
  }
}
