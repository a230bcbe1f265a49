import { Copyable } from './copyable.js';

const SHOWN = 8;

/**
 * An id as people quote it: the last eight characters of a UUIDv7 (its first ones are the time, alike for neighbours),
 * the first seven of a commit. Pressing copies the whole.
 */
export function ShortId({ id, kind = 'id' }: { id: string; kind?: 'id' | 'commit' | 'digest' }) {
  if (kind === 'commit') return <Copyable value={id} shown={id.slice(0, 7)} label="Copy the commit" />;
  if (kind === 'digest') return <Copyable value={id} shown={shortDigest(id)} label="Copy the digest" />;
  return <Copyable value={id} shown={id.slice(-SHOWN)} label="Copy the id" />;
}

function shortDigest(digest: string): string {
  const [algorithm, hex] = digest.includes(':') ? digest.split(':') : ['', digest];
  const short = (hex ?? '').slice(0, 12);
  return algorithm ? `${algorithm}:${short}` : short;
}
