import type { RetentionPreviewResponse } from '../../../shared/api/generated/types.gen.js';
import { formatBytes } from '../../../shared/model/bytes.js';

const many = (count: number, one: string): string => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** What would go, in a sentence: `312 artifacts (1.4 GB) and the logs of 40 nodes (2.0 MB) would be removed now.` */
export function removalWords({ artifacts, artifactBytes, logs, logBytes }: RetentionPreviewResponse): string {
  const parts = [
    ...(artifacts > 0 ? [`${many(artifacts, 'artifact')} (${formatBytes(artifactBytes)})`] : []),
    ...(logs > 0 ? [`the logs of ${many(logs, 'node')} (${formatBytes(logBytes)})`] : []),
  ];
  return parts.length === 0 ? 'Nothing is that old yet.' : `Would be removed now: ${parts.join(' and ')}.`;
}

/** What stays although it is as old; nothing where that is nothing. */
export const heldWords = ({ heldArtifacts }: RetentionPreviewResponse): string =>
  heldArtifacts === 0
    ? ''
    : `${many(heldArtifacts, 'artifact')} as old ${heldArtifacts === 1 ? 'stays' : 'stay'}: deployed, or an open approval is about the run.`;

/** A field of days: empty keeps for ever. */
export const daysOf = (value: string | number): number | null => (value === '' ? null : Number(value));
