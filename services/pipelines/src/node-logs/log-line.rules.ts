export const MAX_LINE_BYTES = 16 * 1024;
export const MAX_NODE_LOG_BYTES = 20 * 1024 * 1024;
export const CUT_NOTICE = 'The log is longer than 20 MiB; the rest is not kept.';

/** The text of a line as it is stored: no NUL, no line end, no half of a surrogate pair, at most 16 KiB. */
export function storable(text: string): string {
  const clean = text.replaceAll(/[\0\r\n]/g, '').toWellFormed();
  if (utf8Bytes(clean) <= MAX_LINE_BYTES) return clean;
  const kept = clean.slice(0, MAX_LINE_BYTES / 4).toWellFormed(); // no character takes more than 4 bytes
  return `${kept}… [${clean.length - kept.length} more characters]`;
}

export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
