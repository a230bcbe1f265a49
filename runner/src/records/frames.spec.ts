import { encodeFrame, type Frame, FrameReader } from './frames.js';

const FRAMES: Frame[] = [
  { kind: 'stdout', atMs: 1_795_000_000_123, content: Buffer.from('grüß\n') },
  { kind: 'stderr', atMs: 1_795_000_000_124, content: Buffer.alloc(0) },
  { kind: 'cut', atMs: 1_795_000_000_125, content: Buffer.from([0, 1, 255]) },
];

describe('frames of output', () => {
  it.each([1, 3, 11, 1_000])('come back as they were, in pieces of %d bytes', (size) => {
    const bytes = Buffer.concat(FRAMES.map(encodeFrame));
    const reader = new FrameReader();
    const read: Frame[] = [];
    for (let at = 0; at < bytes.length; at += size) read.push(...reader.push(bytes.subarray(at, at + size)));
    expect(read).toEqual(FRAMES);
  });

  it('leaves out what was half-written', () => {
    const bytes = Buffer.concat(FRAMES.map(encodeFrame));
    expect(new FrameReader().push(bytes.subarray(0, bytes.length - 1))).toEqual(FRAMES.slice(0, 2));
  });

  it('says when the bytes are something else', () => {
    expect(() => new FrameReader().push(Buffer.alloc(40, 9).fill(0, 7, 11))).toThrow('damaged');
  });
});
