import { SseData } from './sse-data.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('SseData', () => {
  it('finds payloads wherever the chunks are cut', () => {
    const stream = bytes(': open\n\nid: 1\ndata: {"a":"ü"}\n\n: beat\n\ndata:{"b":2}\r\n\r\n');
    for (let size = 1; size <= stream.length; size++) {
      const events = new SseData();
      const found: string[] = [];
      for (let at = 0; at < stream.length; at += size) found.push(...events.push(stream.subarray(at, at + size)));
      expect(found).toEqual(['{"a":"ü"}', '{"b":2}']);
    }
  });

  it('holds no endless line', () => {
    expect(() => new SseData().push(bytes('x'.repeat(70_000)))).toThrow(RangeError);
  });
});
