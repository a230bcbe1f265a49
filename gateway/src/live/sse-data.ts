/** A field of an event stream this long is not one of ours. */
const MAX_LINE = 64 * 1024;

/** Cuts an event stream, as it comes in chunks, into the payloads of its `data:` lines. */
export class SseData {
  private rest = '';
  private readonly decoder = new TextDecoder();

  /** The payloads that the chunk completes. @throws RangeError for a line beyond 64 KiB */
  push(chunk: Uint8Array): string[] {
    const lines = (this.rest + this.decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    this.rest = lines.pop() ?? '';
    if (this.rest.length > MAX_LINE) throw new RangeError('an event is too long');
    return lines.filter((line) => line.startsWith('data:')).map((line) => line.slice('data:'.length).trimStart());
  }
}
