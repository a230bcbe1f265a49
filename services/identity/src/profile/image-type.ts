export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** The type of a picture by its first bytes, whatever its sender calls it; undefined for anything else. */
export function imageTypeOf(content: Buffer): ImageType | undefined {
  if (startsWith(content, PNG) && content.toString('latin1', 12, 16) === 'IHDR') return 'image/png';
  if (startsWith(content, JPEG)) return 'image/jpeg';
  const isRiff = content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP';
  return isRiff ? 'image/webp' : undefined;
}

function startsWith(content: Buffer, mark: Buffer): boolean {
  return content.subarray(0, mark.length).equals(mark);
}
