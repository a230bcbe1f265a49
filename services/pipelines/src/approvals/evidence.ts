import type { Commit } from '@throughline/contracts';
import { createHash } from 'node:crypto';
import type { NodeKind } from '../definitions/node-kinds.rules.js';
import type { NodeStatus } from '../engine/node.machine.js';

export interface EvidenceNode {
  key: string;
  kind: NodeKind;
  status: NodeStatus;
  durationMs: number | null;
  /** Counts the times that it was run; 1 in packs of older releases. */
  attempt?: number;
  /** `sha256:…` of its outputs; null where it has none. */
  outputsDigest?: string | null;
}

export interface EvidenceArtifact {
  name: string;
  digest: string;
  nodeKey: string;
}

/** What a run's approval rests on: the commit, the file's version, everything that ran before it and what came of that. */
export interface Evidence {
  /** Of the newest artifact. */
  artifactDigest: string | null;
  artifactName: string | null;
  commit: Commit;
  nodes: EvidenceNode[];
  /** Both are missing in packs of older releases. */
  artifacts?: EvidenceArtifact[];
  definition?: { version: number; digest: string } | null;
}

export interface EvidenceFact {
  term: string;
  value: string;
}

/** What a request without a run rests on: what whoever asks has submitted. */
export interface SubmittedEvidence {
  commit: Commit | null;
  facts: EvidenceFact[];
}

export type EvidencePack = Evidence | SubmittedEvidence;

/** Whether the pack was gathered from a run. */
export const isOfRun = (pack: EvidencePack): pack is Evidence => 'nodes' in pack;

/**
 * `sha256:…` of a pack. The encoding is a list in a fixed order, so equal evidence gives equal bytes; a vote names the
 * digest and thereby says what the voter has seen.
 */
export function digestOf(pack: EvidencePack): string {
  return `sha256:${createHash('sha256')
    .update(JSON.stringify(canonical(pack)))
    .digest('hex')}`;
}

function canonical(pack: EvidencePack): unknown[] {
  if (!isOfRun(pack)) {
    const facts = pack.facts.map(({ term, value }) => [term, value]);
    return ['submitted.v1', pack.commit && commitOf(pack.commit), facts];
  }
  const { commit, nodes, artifacts, definition } = pack;
  const newest = [pack.artifactName, pack.artifactDigest];
  // As digests were made when the votes on it were cast.
  if (!artifacts) {
    const before = nodes.map((node) => [node.key, node.kind, node.status, node.durationMs]);
    return ['evidence.v1', commitOf(commit), newest, before];
  }
  return [
    'evidence.v2',
    commitOf(commit),
    definition ? [definition.version, definition.digest] : null,
    newest,
    artifacts.map(({ nodeKey, name, digest }) => [nodeKey, name, digest]),
    nodes.map((node) => [node.key, node.kind, node.status, node.durationMs, node.attempt, node.outputsDigest]),
  ];
}

const commitOf = (commit: Commit): string[] => [
  commit.sha,
  commit.branch,
  commit.message,
  commit.authorName,
  commit.authorEmail,
  commit.authoredAt,
];
