import { closeSync, openSync, writeSync } from 'node:fs';
import { encodeFrame, type Frame } from '../records/frames.js';

/** Notes a step's output, up to a limit of bytes. Each frame is with the system before the next byte is taken. */
export class OutputRecord {
  private readonly handle: number;
  private left: number;
  private isCut = false;

  constructor(file: string, limitBytes: number) {
    this.handle = openSync(file, 'a', 0o600);
    this.left = limitBytes;
  }

  /** Takes what the step wrote. Beyond the limit it is dropped, but still taken, so that the step is not blocked. */
  add(kind: 'stdout' | 'stderr', chunk: Buffer): void {
    if (this.isCut) return;
    const content = chunk.subarray(0, this.left);
    this.left -= content.length;
    if (content.length > 0) this.write({ kind, atMs: Date.now(), content });
    if (content.length < chunk.length) this.cut();
  }

  close(): void {
    closeSync(this.handle);
  }

  private cut(): void {
    if (this.isCut) return;
    this.isCut = true;
    this.write({ kind: 'cut', atMs: Date.now(), content: Buffer.alloc(0) });
  }

  private write(frame: Frame): void {
    const bytes = encodeFrame(frame);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.handle, bytes, at);
    } catch {
      this.isCut = true; // the disk is full: what is half-written is never read, and nothing may follow it
    }
  }
}
