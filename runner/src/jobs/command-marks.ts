import { createHash } from 'node:crypto';
import type { StepSpec } from '../server/protocol.js';

/** The commands of a step, and what its script says before it begins one. */
export interface Commands {
  texts: readonly string[];
  /** No output has it by accident; the same for every run of this runner that follows the step. */
  nonce: string;
}

/** What tells that a command begins; one comes through each stream, so that each is cut at the right place. */
export interface Mark {
  /** Counted from 1. */
  command: number;
  /** The step has but this stream to speak through: no other mark comes for the command. */
  isAlone: boolean;
}

const MAX_TAIL = 8; // of the number, the letters and the line end
const TAIL = /^(\d{1,4})[oe](a?)\r?$/;

/** The commands of the step, when it was told as more than one. `mark` is the step's own. */
export function commandsOf({ commands, run }: StepSpec, mark: string): Commands | undefined {
  if (!commands || commands.length < 2 || commands.join('\n') !== run) return undefined;
  return { texts: commands, nonce: createHash('sha256').update(mark).digest('hex').slice(0, 32) };
}

/** Finds the marks in a stream of bytes, whatever the borders of its chunks, and takes them out. */
export class MarkReader {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly nonce: string) {}

  push(chunk: Buffer): (Buffer | Mark)[] {
    const found: (Buffer | Mark)[] = [];
    let data = Buffer.concat([this.rest, chunk]);
    for (let at = data.indexOf(this.nonce); at >= 0; at = data.indexOf(this.nonce)) {
      const after = data.subarray(at + this.nonce.length);
      const end = after.indexOf('\n');
      if (end < 0 && after.length < MAX_TAIL) break;
      const mark = markOf(after.subarray(0, Math.max(0, end)).toString('latin1'));
      found.push(data.subarray(0, mark ? at : at + this.nonce.length), ...(mark ? [mark] : []));
      data = mark ? after.subarray(end + 1) : after;
    }
    const keep = data.includes(this.nonce) ? data.length - data.indexOf(this.nonce) : this.startAtEnd(data);
    this.rest = Buffer.from(data.subarray(data.length - keep));
    found.push(data.subarray(0, data.length - keep));
    return found.filter((piece) => !Buffer.isBuffer(piece) || piece.length > 0);
  }

  /** What looked like the beginning of a mark and was none. */
  end(): Buffer {
    const { rest } = this;
    this.rest = Buffer.alloc(0);
    return rest;
  }

  /** How many bytes at the end may be the beginning of a mark. */
  private startAtEnd(data: Buffer): number {
    const tail = data.subarray(Math.max(0, data.length - this.nonce.length + 1)).toString('latin1');
    let length = tail.length;
    while (length > 0 && !this.nonce.startsWith(tail.slice(tail.length - length))) length--;
    return length;
  }
}

function markOf(tail: string): Mark | undefined {
  const match = TAIL.exec(tail);
  return match ? { command: Number(match[1]), isAlone: match[2] === 'a' } : undefined;
}
