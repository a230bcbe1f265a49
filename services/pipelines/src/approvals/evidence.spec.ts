import { digestOf, type Evidence, type SubmittedEvidence } from './evidence.js';

const commit = {
  sha: 'a',
  branch: 'main',
  message: 'm',
  authorName: 'n',
  authorEmail: 'e',
  authoredAt: '2026-11-20T10:00:00.000Z',
};
const node = { key: 'a', kind: 'shell', status: 'succeeded', durationMs: 5, attempt: 1, outputsDigest: null } as const;
const evidence: Evidence = {
  artifactDigest: 'sha256:1',
  artifactName: 'x',
  commit,
  definition: { version: 3, digest: 'sha256:d' },
  artifacts: [{ nodeKey: 'a', name: 'x', digest: 'sha256:1' }],
  nodes: [node],
};

describe('digestOf', () => {
  it('is the same for the same evidence, whatever the order of its keys', () => {
    const { nodes, ...rest } = evidence;
    expect(digestOf({ nodes, ...rest })).toBe(digestOf(evidence));
  });

  it.each<[string, Partial<Evidence>]>([
    ['another artifact', { artifacts: [{ nodeKey: 'a', name: 'x', digest: 'sha256:2' }] }],
    ['another newest artifact', { artifactDigest: 'sha256:2' }],
    ['another commit', { commit: { ...commit, sha: 'b' } }],
    ['another version of the file', { definition: { version: 4, digest: 'sha256:d' } }],
    ['another end of a node', { nodes: [{ ...node, status: 'failed' }] }],
    ['another attempt of a node', { nodes: [{ ...node, attempt: 2 }] }],
    ['other outputs of a node', { nodes: [{ ...node, outputsDigest: 'sha256:o' }] }],
    ['no node', { nodes: [] }],
  ])('differs for %s', (_what, change) => expect(digestOf({ ...evidence, ...change })).not.toBe(digestOf(evidence)));

  it('of a pack of an older release stays what it was', () => {
    const { artifacts: _artifacts, definition: _definition, ...old } = evidence;
    const digest = 'sha256:c17d9f7caca1915d81216103fa9e495978be2824fc1d4a77af67608b2cedce4c';
    expect(digestOf({ ...old, nodes: [{ key: 'a', kind: 'shell', status: 'succeeded', durationMs: 5 }] })).toBe(digest);
  });

  const submitted: SubmittedEvidence = { commit: null, facts: [{ term: 'Title', value: 'x' }] };
  it.each<[string, SubmittedEvidence]>([
    ['another value', { ...submitted, facts: [{ term: 'Title', value: 'y' }] }],
    ['another term', { ...submitted, facts: [{ term: 'Type', value: 'x' }] }],
    ['a commit', { ...submitted, commit }],
  ])('of what was submitted differs for %s', (_what, other) =>
    expect(digestOf(other)).not.toBe(digestOf({ ...submitted })),
  );
});
