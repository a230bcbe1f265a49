import { StringDecoder } from 'node:string_decoder';

/** Longer lines are handed on in parts, so that an app without line breaks cannot fill the memory. */
const MAX_LINE = 32_768;

/** Cuts a stream of bytes into lines; characters that are split over chunks stay whole. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  write(chunk: Buffer): void {
    this.take(this.decoder.write(chunk));
  }

  /** Hands on what is left after the last line break. */
  end(): void {
    this.take(this.decoder.end());
    if (this.rest !== '') this.onLine(this.rest);
    this.rest = '';
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.emit(line.endsWith('\r') ? line.slice(0, -1) : line);
    while (this.rest.length > MAX_LINE) {
      this.onLine(this.rest.slice(0, MAX_LINE));
      this.rest = this.rest.slice(MAX_LINE);
    }
  }

  private emit(line: string): void {
    for (let from = 0; from === 0 || from < line.length; from += MAX_LINE)
      this.onLine(line.slice(from, from + MAX_LINE));
  }
}
