export const MAX_PICTURE_BYTES = 256 * 1024;
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'];

/** Why a file cannot be somebody's picture; undefined when it can, as far as one sees from here. */
export function pictureProblem(file: { size: number; type: string }): string | undefined {
  if (!PICTURE_TYPES.includes(file.type)) return 'Choose a PNG, JPEG or WebP file.';
  if (file.size > MAX_PICTURE_BYTES)
    return `Choose a file of at most 256 KiB; this one has ${Math.ceil(file.size / 1024)}.`;
  return undefined;
}

/** The file's bytes in base64. */
export async function toBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
