/** A piece of a step's output as its warden noted it; `cut` says that what follows was not kept. */
export interface Frame {
  kind: 'stdout' | 'stderr' | 'cut';
  /** Milliseconds since 1970, by the clock of the machine that ran the step. */
  atMs: number;
  content: Buffer;
}

const KINDS: readonly Frame['kind'][] = ['stdout', 'stderr', 'cut'];
/** Kind (1 byte), time (6), length of the content (4). */
const HEADER_BYTES = 11;

/** The bytes of a frame in a record of output. */
export function encodeFrame({ kind, atMs, content }: Frame): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(KINDS.indexOf(kind), 0);
  header.writeUIntBE(atMs, 1, 6);
  header.writeUInt32BE(content.length, 7);
  return Buffer.concat([header, content]);
}

/** Gives back frames from bytes that come in pieces of any size. What a killed writer left half-written is never given. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);

  /** @throws Error when the bytes are not of frames */
  push(chunk: Buffer): Frame[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Frame[] = [];
    let start = 0;
    for (let end = this.endOf(start); end !== undefined; end = this.endOf(start)) {
      frames.push(this.frame(start, end));
      start = end;
    }
    this.rest = this.rest.subarray(start);
    return frames;
  }

  private endOf(start: number): number | undefined {
    if (this.rest.length < start + HEADER_BYTES) return undefined;
    const end = start + HEADER_BYTES + this.rest.readUInt32BE(start + 7);
    return end <= this.rest.length ? end : undefined;
  }

  private frame(start: number, end: number): Frame {
    const kind = KINDS[this.rest.readUInt8(start)];
    if (kind === undefined) throw new Error('the record of output is damaged');
    const content = Buffer.from(this.rest.subarray(start + HEADER_BYTES, end));
    return { kind, atMs: this.rest.readUIntBE(start + 1, 6), content };
  }
}
