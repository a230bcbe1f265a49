import { newId } from '@throughline/kernel';
import { BlobStore, type PlatformConfig } from '@throughline/platform';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Header, type HeaderData } from 'tar';
import { ArtifactUnpacker } from '../src/provider/local-host/artifact-unpacker.js';
import { HostFolder } from '../src/provider/local-host/host-folder.js';

/** An archive of entries as they are named, without the care that a packer takes. */
function archive(...entries: (HeaderData & { content?: string })[]): Buffer {
  const blocks = entries.flatMap(({ content = '', ...data }) => {
    const header = new Header({ mode: 0o644, type: 'File', size: content.length, ...data });
    const block = Buffer.alloc(512);
    header.encode(block);
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    body.write(content);
    return [block, body];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

describe('unpacking an artifact', () => {
  const orgId = newId();
  let directory: string;
  let folder: HostFolder;
  let blobs: BlobStore;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    folder = new HostFolder(join(directory, 'host'));
    await folder.prepare();
    blobs = new BlobStore({ BLOB_DIR: join(directory, 'blobs') } as PlatformConfig);
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const unpack = async (content: Buffer, deploymentId = newId()): Promise<string> => {
    const { digest } = await blobs.put(orgId, Readable.from(content), 10_000_000);
    await new ArtifactUnpacker(blobs).unpack({ orgId, digest, deploymentId }, folder);
    return folder.release(deploymentId);
  };

  it('brings files, folders and links inside', async () => {
    const release = await unpack(
      archive(
        { path: 'bin/', type: 'Directory', mode: 0o755 },
        { path: 'bin/app', content: 'hello', mode: 0o755 },
        { path: 'bin/alias', type: 'SymbolicLink', linkpath: './app' },
      ),
    );
    expect(readFileSync(join(release, 'bin/alias'), 'utf8')).toBe('hello');
    expect(await readdir(folder.incoming)).toEqual([]);
  });

  it('does nothing when the release is there', async () => {
    const deploymentId = newId();
    const release = await unpack(archive({ path: 'a', content: 'first' }), deploymentId);
    await unpack(archive({ path: 'a', content: 'second' }), deploymentId);
    expect(readFileSync(join(release, 'a'), 'utf8')).toBe('first');
  });

  it.each<[string, () => Buffer]>([
    ['a file above its folder', () => archive({ path: '../evil', content: 'x' })],
    ['a file at an absolute path', () => archive({ path: join(directory, 'evil'), content: 'x' })],
    ['a link out of its folder', () => archive({ path: 'evil', type: 'SymbolicLink', linkpath: '../../evil' })],
    ['a link to an absolute path', () => archive({ path: 'evil', type: 'SymbolicLink', linkpath: '/etc/passwd' })],
    ['a hard link out of its folder', () => archive({ path: 'evil', type: 'Link', linkpath: '../../blobs' })],
    ['a device', () => archive({ path: 'evil', type: 'CharacterDevice' })],
    ['a pipe', () => archive({ path: 'evil', type: 'FIFO' })],
    ['more bytes than allowed', () => archive({ path: 'evil', size: 2 * 1024 ** 3 })],
    ['no entry', () => gzipSync(Buffer.alloc(1024))],
    ['text', () => Buffer.from('no archive at all')],
    ['half an archive', () => archive({ path: 'a', content: 'x'.repeat(5_000) }).subarray(0, 40)],
  ])('refuses %s and leaves nothing behind', async (_what, content) => {
    await expect(unpack(content())).rejects.toMatchObject({ name: 'AppError', code: 'artifact_refused' });
    expect(existsSync(join(directory, 'evil'))).toBe(false);
    expect(readdirSync(join(folder.root, 'releases'))).toEqual([]);
    expect(readdirSync(folder.incoming)).toEqual([]);
  });

  it('refuses content that was altered in the store', async () => {
    const { digest } = await blobs.put(orgId, Readable.from(archive({ path: 'a', content: 'x' })), 10_000_000);
    const hex = digest.slice('sha256:'.length);
    writeFileSync(join(directory, 'blobs', orgId, hex.slice(0, 2), hex), archive({ path: 'a', content: 'y' }));
    const unpacking = new ArtifactUnpacker(blobs).unpack({ orgId, digest, deploymentId: newId() }, folder);
    await expect(unpacking).rejects.toMatchObject({ code: 'artifact_corrupt' });
  });
});
