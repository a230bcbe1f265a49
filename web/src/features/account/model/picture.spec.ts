import { describe, expect, it } from 'vitest';
import { pictureProblem, toBase64 } from './picture.js';

describe('pictureProblem', () => {
  it.each([
    ['image/png', 262_144, undefined],
    ['image/webp', 1, undefined],
    ['image/svg+xml', 1, /PNG, JPEG or WebP/],
    ['', 1, /PNG, JPEG or WebP/],
    ['image/jpeg', 262_145, /at most 256 KiB; this one has 257/],
  ] as const)('%s of %i bytes', (type, size, problem) => {
    const found = pictureProblem({ type, size });
    if (problem) expect(found).toMatch(problem);
    else expect(found).toBeUndefined();
  });
});

describe('toBase64', () => {
  it('keeps every byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(await toBase64(new Blob([bytes]))).toBe(Buffer.from(bytes).toString('base64'));
  });
});
