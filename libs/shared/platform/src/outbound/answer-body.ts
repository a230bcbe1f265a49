import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { outboundError } from './outbound-error.js';

const DECODERS: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads an answer's body to its end, decompressed, at most `maxBytes` of it: a small body may hold a large one.
 * @throws OutboundError `answer_too_large`, `answer_unreadable`; whatever the stream fails with
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Buffer> {
  const source = decoded(body, encoding.trim().toLowerCase());
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw outboundError('answer_too_large');
      chunks.push(chunk);
    }
  } catch (error) {
    throw isZlibError(error) ? outboundError('answer_unreadable', undefined, error) : error;
  } finally {
    body.destroy();
    source.destroy();
  }
  return Buffer.concat(chunks);
}

function decoded(body: Readable, encoding: string): Readable {
  if (encoding === '' || encoding === 'identity') return body;
  const create = DECODERS[encoding];
  if (!create) throw outboundError('answer_unreadable');
  const decoder = create();
  body.on('error', (error) => decoder.destroy(error));
  return body.pipe(decoder);
}

function isZlibError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(?:Z_|ERR__?BROTLI|ERR_ZLIB|ERR_BROTLI|ERR_PADDING)/.test(code);
}
