import { appendFileSync, renameSync, statSync } from 'node:fs';

/** Two generations of this size are kept. */
const MAX_BYTES = 512 * 1024;

/** The app's own output on disk, bounded: what a failed deployment quotes, and a person at the machine reads. */
export class OutputFile {
  private bytes: number;

  constructor(private readonly path: string) {
    appendFileSync(path, '', { mode: 0o600 });
    this.bytes = statSync(path).size;
  }

  add(line: string): void {
    const text = `${line}\n`;
    if (this.bytes > MAX_BYTES) this.turn();
    appendFileSync(this.path, text);
    this.bytes += Buffer.byteLength(text);
  }

  private turn(): void {
    renameSync(this.path, `${this.path}.1`);
    this.bytes = 0;
  }
}
