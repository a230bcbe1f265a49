import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const LIMIT_BYTES = 10 * 1024 * 1024;
const KEPT_FILES = 3;
const TAIL_LINES = 40;

/**
 * A log file that is set aside at 10 MiB (name.log.1 … .3) and remembers its last lines for error messages.
 * Writing is synchronous, so that what a dying process said is on disk before anyone reports its death.
 */
export class RotatingLog {
  readonly path: string;
  #file: number;
  #bytes: number;
  #tail: string[] = [];
  #partial = '';
  readonly #limitBytes: number;

  constructor(path: string, limitBytes: number = LIMIT_BYTES) {
    this.path = path;
    this.#limitBytes = limitBytes;
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, 'a', 0o600);
    this.#bytes = fstatSync(this.#file).size;
  }

  write(chunk: Buffer | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (this.#bytes > 0 && this.#bytes + bytes.length > this.#limitBytes) this.#rotate();
    this.#bytes += writeSync(this.#file, bytes);
    this.#remember(bytes.toString());
  }

  /** The last lines written by this process, oldest first. */
  tail(lines: number = 20): string[] {
    return [...this.#tail, ...(this.#partial ? [this.#partial] : [])].slice(-lines);
  }

  close(): void {
    closeSync(this.#file);
  }

  #remember(text: string): void {
    const lines = (this.#partial + text).split('\n');
    this.#partial = (lines.pop() ?? '').slice(-10_000);
    this.#tail = [...this.#tail, ...lines].slice(-TAIL_LINES);
  }

  #rotate(): void {
    closeSync(this.#file);
    for (let age = KEPT_FILES; age >= 1; age -= 1) {
      const from = age === 1 ? this.path : `${this.path}.${age - 1}`;
      renameIfThere(from, `${this.path}.${age}`);
    }
    this.#file = openSync(this.path, 'a', 0o600);
    this.#bytes = 0;
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
