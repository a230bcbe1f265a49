import type { DeploymentResponse } from '../../../shared/api/generated/types.gen.js';

export type ComparedFact = { name: string; left: string; right: string; isSame: boolean };

/** Two deployments fact by fact. */
export function compareDeployments(left: DeploymentResponse, right: DeploymentResponse): ComparedFact[] {
  const facts = (one: DeploymentResponse): [string, string][] => [
    ['Version', one.release.version],
    ['Commit', `${one.release.commit.sha.slice(0, 7)} ${one.release.commit.message}`],
    ['Author', one.release.commit.authorName],
    ['Branch', one.release.commit.branch],
    ['Artifact', one.release.artifactDigest.slice(0, 19)],
    ['Asked for by', one.requestedByName ?? 'Throughline'],
    ['Targets', one.targets.map(({ hostName }) => hostName).join(', ') || '—'],
  ];
  const others = facts(right);
  return facts(left).map(([name, value], index) => {
    const other = others[index]?.[1] ?? '';
    return { name, left: value, right: other, isSame: value === other };
  });
}
