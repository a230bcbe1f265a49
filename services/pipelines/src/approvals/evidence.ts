import type { Commit } from '@throughline/contracts';
import { createHash } from 'node:crypto';
import type { NodeKind } from '../definitions/node-kinds.rules.js';
import type { NodeStatus } from '../engine/node.machine.js';

export interface EvidenceNode {
  key: string;
  kind: NodeKind;
  status: NodeStatus;
  durationMs: number | null;
}

/** What an approval rests on: everything that ran before it, the commit, and the artifact that came of it. */
export interface Evidence {
  artifactDigest: string | null;
  artifactName: string | null;
  commit: Commit;
  nodes: EvidenceNode[];
}

/**
 * `sha256:…` of the evidence. The encoding is a list in a fixed order, so equal evidence gives equal bytes; a vote
 * names the digest and thereby says what the voter has seen.
 */
export function digestOf(evidence: Evidence): string {
  const { commit } = evidence;
  const canonical = JSON.stringify([
    'evidence.v1',
    [commit.sha, commit.branch, commit.message, commit.authorName, commit.authorEmail, commit.authoredAt],
    [evidence.artifactName, evidence.artifactDigest],
    evidence.nodes.map((node) => [node.key, node.kind, node.status, node.durationMs]),
  ]);
  return `sha256:${createHash('sha256').update(canonical).digest('hex')}`;
}
