import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { BlobStore } from '../src/blobs/blob-store.js';
import type { PlatformConfig } from '../src/config/platform.config.js';
import { BucketServer, KEYS } from './bucket-server.js';

const ORG = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11';
const OTHER = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c12';
const CONTENT = Buffer.from('hello '.repeat(50_000));
const HEX = createHash('sha256').update(CONTENT).digest('hex');
const DIGEST = `sha256:${HEX}`;
const KEY = `${ORG}/${HEX.slice(0, 2)}/${HEX}`;

const server = new BucketServer('artifacts');
let directory: string;
let endpoint: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'blobs-'));
  endpoint = await server.start();
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await server.stop();
});

/** A store that is empty, and a way to spoil what it holds. */
interface Scene {
  store: BlobStore;
  spoil: () => void;
  staged: () => string[];
}
let scenes = 0;

function inFolder(): Scene {
  const root = join(directory, String(++scenes));
  return {
    store: new BlobStore({ BLOB_DIR: root } as PlatformConfig),
    spoil: () => writeFileSync(join(root, KEY), 'other'),
    staged: () => readdirSync(join(root, 'incoming')),
  };
}

function inBucket(more: Partial<PlatformConfig> = {}): Scene {
  const root = join(directory, String(++scenes));
  server.objects.clear();
  server.seen.length = 0;
  const keys = { BLOB_S3_ACCESS_KEY_ID: KEYS.accessKeyId, BLOB_S3_SECRET_ACCESS_KEY: KEYS.secretAccessKey };
  const at = { BLOB_S3_BUCKET: server.bucket, BLOB_S3_REGION: 'eu-central-1', BLOB_S3_ENDPOINT: endpoint };
  return {
    store: new BlobStore({ WORK_DIR: root, ...keys, ...at, ...more } as PlatformConfig),
    spoil: () => server.objects.set(KEY, Buffer.from('other')),
    staged: () => readdirSync(join(root, 'incoming')),
  };
}

describe.each([
  ['a folder', inFolder],
  ['a bucket', inBucket],
])('blobs in %s', (_what, scene) => {
  it('are found by their digest, and only in their organization', async () => {
    const { store, staged } = scene();
    expect(await store.put(ORG, Readable.from([CONTENT]), 1_000_000)).toEqual({
      digest: DIGEST,
      sizeBytes: CONTENT.length,
    });
    expect(await buffer(await store.open(ORG, DIGEST))).toEqual(CONTENT);
    await expect(store.open(OTHER, DIGEST)).rejects.toMatchObject({ code: 'blob_missing' });
    expect(staged()).toEqual([]);
  });

  it('are not there before they are kept, nor after they were discarded', async () => {
    const { store, staged } = scene();
    const blob = await store.stage(Readable.from([CONTENT]), 1_000_000);
    await expect(store.open(ORG, DIGEST)).rejects.toMatchObject({ code: 'blob_missing' });
    await store.discard(blob);
    expect(staged()).toEqual([]);
  });

  it('of the same content are one', async () => {
    const { store } = scene();
    const [a, b] = await Promise.all([1, 2].map(() => store.put(ORG, Readable.from([CONTENT]), 1_000_000)));
    expect(a).toEqual(b);
    await store.remove(ORG, DIGEST);
    await expect(store.open(ORG, DIGEST)).rejects.toMatchObject({ code: 'blob_missing' });
    await store.remove(ORG, DIGEST);
  });

  it('that are too large leave nothing', async () => {
    const { store, staged } = scene();
    await expect(store.put(ORG, Readable.from([CONTENT]), 1_000)).rejects.toMatchObject({ code: 'blob_too_large' });
    expect(staged()).toEqual([]);
  });

  it('that were altered are not read to their end', async () => {
    const { store, spoil } = scene();
    await store.put(ORG, Readable.from([CONTENT]), 1_000_000);
    spoil();
    await expect(buffer(await store.open(ORG, DIGEST))).rejects.toMatchObject({ code: 'artifact_corrupt' });
  });

  it('of an organization go together, and no others', async () => {
    const { store } = scene();
    const texts = ['a', 'b', 'c', 'd', 'e'];
    const blobs = await Promise.all(texts.map((text) => store.put(ORG, Readable.from([Buffer.from(text)]), 10)));
    const theirs = await store.put(OTHER, Readable.from([Buffer.from('a')]), 10);
    await store.removeAll(ORG);
    for (const { digest } of blobs)
      await expect(store.open(ORG, digest)).rejects.toMatchObject({ code: 'blob_missing' });
    expect((await buffer(await store.open(OTHER, theirs.digest))).toString()).toBe('a');
  });

  it.each(['sha256:../../etc/passwd', 'md5:1', ''])('have no digest %j', async (digest) =>
    expect(scene().store.open(ORG, digest)).rejects.toMatchObject({ code: 'digest_invalid' }),
  );
});

describe('a bucket', () => {
  it('is asked before anything is sent, and sent nothing that it has', async () => {
    const { store } = inBucket();
    await store.put(ORG, Readable.from([CONTENT]), 1_000_000);
    await store.put(ORG, Readable.from([CONTENT]), 1_000_000);
    expect(server.seen).toEqual([`HEAD ${KEY}`, `PUT ${KEY}`, `HEAD ${KEY}`]);
    expect(server.objects.get(KEY)).toEqual(CONTENT);
  });

  it('that refuses is no bucket without the content', async () => {
    const { store, staged } = inBucket({ BLOB_S3_SECRET_ACCESS_KEY: 'wrong' });
    await expect(store.put(ORG, Readable.from([CONTENT]), 1_000_000)).rejects.toThrow();
    await expect(store.open(ORG, DIGEST)).rejects.not.toMatchObject({ code: 'blob_missing' });
    expect(server.objects.size).toBe(0);
    expect(staged()).toEqual([]);
  });
});
