import { StringDecoder } from 'node:string_decoder';

/**
 * Longer lines are cut into pieces of so many UTF-16 units: a step cannot make us hold an endless one, and no piece
 * has more bytes than the server keeps of a line (16 KiB).
 */
const MAX_LINE = 4_096;

/** Cuts a stream of bytes into lines, whatever the borders of its chunks: UTF-8 kept whole, CRLF as one break. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  push(chunk: Buffer): string[] {
    return this.cut(this.decoder.write(chunk));
  }

  /** The last line, when it had no break. */
  end(): string[] {
    const lines = this.cut(this.decoder.end());
    if (this.rest !== '') lines.push(clean(this.rest));
    this.rest = '';
    return lines;
  }

  private cut(text: string): string[] {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    if (this.rest.length > MAX_LINE) {
      const cut = pieces(this.rest);
      this.rest = cut.pop() ?? '';
      lines.push(...cut);
    }
    return lines.flatMap((line) => pieces(clean(line)));
  }
}

/** A text column cannot hold NUL. */
function clean(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end--;
  return line.slice(0, end).replaceAll('\0', '\u{FFFD}');
}

function pieces(line: string): string[] {
  const cut: string[] = [];
  let start = 0;
  while (line.length - start > MAX_LINE) {
    const end = start + MAX_LINE;
    const next = isHighSurrogate(line.charCodeAt(end - 1)) ? end - 1 : end; // half a character is none
    cut.push(line.slice(start, next));
    start = next;
  }
  return [...cut, line.slice(start)];
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
