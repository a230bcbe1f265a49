import { randomFrom } from '../statistics/random.ts';

export const SEED = 12;

/** The one payload of a size: printable, hard to compress, the same in every process. */
export function payload(bytes: number): Buffer {
  const random = randomFrom(SEED);
  return Buffer.from(Uint8Array.from({ length: bytes }, () => 33 + Math.floor(random() * 94)));
}

/** What the upstream answers to a POST that arrived whole. */
export function receipt(id: string, bytes: number): string {
  return `{"id":"${id.padStart(10, '0')}","bytes":"${String(bytes).padStart(10, '0')}"}`;
}
