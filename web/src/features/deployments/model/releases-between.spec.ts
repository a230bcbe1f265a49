import { expect, it } from 'vitest';
import type { ReleaseResponse } from '../../../shared/api/generated/types.gen.js';
import { releasesBetween } from './releases-between.js';

const release = (version: string, day: number): ReleaseResponse => ({
  id: version,
  serviceId: 's',
  version,
  artifactDigest: 'sha256:0',
  artifactSizeBytes: 1,
  executionId: null,
  createdAt: `2026-01-0${day}T00:00:00Z`,
  commit: {
    sha: version,
    branch: 'main',
    message: version,
    authorName: 'Ada',
    authorEmail: 'ada@acme.test',
    authoredAt: '',
  },
});
const [one, two, three, four] = [release('1', 1), release('2', 2), release('3', 3), release('4', 4)];
const versions = (list: ReleaseResponse[]) => list.map(({ version }) => version);

it('lists what comes along, newest first, and nothing newer than the promoted release', () => {
  expect(versions(releasesBetween([one, two, three, four], one, three))).toEqual(['3', '2']);
});

it('brings only the release itself where nothing was live or something newer is', () => {
  expect(versions(releasesBetween([one, two, three], null, three))).toEqual(['3']);
  expect(versions(releasesBetween([one, two, three], four, three))).toEqual(['3']);
});
