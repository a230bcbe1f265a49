import { imageTypeOf } from './image-type.js';

const PNG = '89504e470d0a1a0a0000000d49484452';

describe('imageTypeOf', () => {
  it.each([
    [PNG, 'image/png'],
    ['ffd8ffe000104a464946', 'image/jpeg'],
    [Buffer.from('RIFF\u0010\u0000\u0000\u0000WEBPVP8 ').toString('hex'), 'image/webp'],
  ])('%s is %s', (bytes, type) => expect(imageTypeOf(Buffer.from(bytes, 'hex'))).toBe(type));

  it.each([
    ['nothing', ''],
    ['SVG', Buffer.from('<svg onload="alert(1)"/>').toString('hex')],
    ['HTML', Buffer.from('<!doctype html>').toString('hex')],
    ['GIF', Buffer.from('GIF89a').toString('hex')],
    ['half a PNG', PNG.slice(0, 16)],
    ['a PNG of another kind', `${PNG.slice(0, 24)}00000000`],
    ['a RIFF that is sound', Buffer.from('RIFF\u0010\u0000\u0000\u0000WAVEfmt ').toString('hex')],
  ])('%s is no picture', (_what, bytes) => expect(imageTypeOf(Buffer.from(bytes, 'hex'))).toBeUndefined());
});
