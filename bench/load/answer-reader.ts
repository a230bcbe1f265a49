const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: *(\d+)/i;

/** Reads the answers of one connection and compares each, as it comes, with what was to be expected. */
export class AnswerReader {
  #expected: Buffer = Buffer.alloc(0);
  #head: Buffer | undefined;
  #read = 0;
  #isRight = true;
  #isInBody = false;
  /** Why the current answer is wrong. */
  reason: string | null = null;

  /** Awaits one answer with this body. */
  expect(body: Buffer): void {
    this.#expected = body;
    this.#head = undefined;
    this.#read = 0;
    this.#isRight = true;
    this.#isInBody = false;
    this.reason = null;
  }

  /** Takes what arrived. True when the answer is complete; then `isRight` says whether it was the expected one. */
  push(chunk: Buffer): boolean {
    if (this.#isInBody) return this.#pushBody(chunk);
    const bytes = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) {
      this.#head = bytes;
      return false;
    }
    this.#isInBody = true;
    this.#readHead(bytes.toString('latin1', 0, end));
    return this.#pushBody(bytes.subarray(end + HEAD_END.length));
  }

  get isRight(): boolean {
    return this.#isRight;
  }

  #readHead(head: string): void {
    const length = LENGTH.exec(head)?.[1];
    if (head.slice(9, 12) === '200' && Number(length) === this.#expected.length) return;
    this.#isRight = false;
    this.reason = head;
  }

  /** A wrong answer counts as complete at once: its connection is given up. */
  #pushBody(chunk: Buffer): boolean {
    if (!this.#isRight) return true;
    const end = this.#read + chunk.length;
    const isSame =
      end <= this.#expected.length && chunk.compare(this.#expected, this.#read, end, 0, chunk.length) === 0;
    if (!isSame) {
      this.#isRight = false;
      this.reason = 'another body';
      return true;
    }
    this.#read = end;
    return end === this.#expected.length;
  }
}
