import type { ReportFormat } from '../evidence/reports/report.rules.js';
import type { NodeKind } from './node-kinds.rules.js';

/** What part a node has in the way of a change. */
export const STAGES = [
  'source',
  'build',
  'test',
  'security',
  'checkpoint',
  'approval',
  'deploy',
  'rollback',
  'parallel',
] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Which stages may come directly after which. The rows are those of the flow validator that this product succeeds; what
 * may follow a deployment is wider here, because a change goes on from one environment to the next (ADR 22).
 */
const FOLLOWERS: Record<Stage, readonly Stage[]> = {
  source: ['build', 'test', 'security', 'deploy'],
  build: ['test', 'security', 'deploy', 'checkpoint', 'approval', 'parallel'],
  test: ['security', 'deploy', 'checkpoint', 'approval', 'build', 'parallel'],
  security: ['deploy', 'checkpoint', 'approval', 'test', 'parallel'],
  checkpoint: ['approval', 'deploy', 'rollback'],
  approval: ['deploy', 'rollback'],
  deploy: ['rollback', 'test', 'checkpoint', 'approval'],
  rollback: ['deploy', 'build'],
  parallel: ['test', 'security', 'build', 'checkpoint'],
};

/** The stages that may come directly after one. */
export const followersOf = (stage: Stage): readonly Stage[] => FOLLOWERS[stage];

const OF_KIND: Partial<Record<NodeKind, Stage>> = {
  checkout: 'source',
  gate: 'checkpoint',
  approval: 'approval',
  deploy: 'deploy',
  promote: 'deploy',
};

const OF_REPORT: Record<ReportFormat, Stage> = {
  junit: 'test',
  coverage: 'test',
  trivy: 'security',
  sbom: 'security',
};

/** Words of keys that say what a step is for, where nothing else does. */
const OF_WORD: readonly [Stage, RegExp][] = [
  ['rollback', /^(rollback|revert|undo)$/],
  ['security', /^(security|scan|audit|sast|dast|sbom|trivy|secrets|licen[cs]es)$/],
  ['test', /^(tests?|unit|integration|e2e|smoke|lint|check|verify|evaluate|evaluation|eval)$/],
  ['build', /^(build|compile|package|bundle|train|plan)$/],
];

/** What of a node tells its stage. */
interface StagedNode {
  key: string;
  kind: NodeKind;
  stage?: Stage | undefined;
  artifacts?: readonly { report?: ReportFormat | undefined }[] | undefined;
}

/**
 * The stage of a node: what its file says, else what its kind, its reports or the words of its key do. Undefined for one
 * that nothing is known of.
 */
export function stageOf(node: StagedNode): Stage | undefined {
  return node.stage ?? OF_KIND[node.kind] ?? stageOfReports(node.artifacts) ?? stageOfWords(node.key);
}

function stageOfReports(artifacts: StagedNode['artifacts'] = []): Stage | undefined {
  const report = artifacts.flatMap((artifact) => artifact.report ?? [])[0];
  return report && OF_REPORT[report];
}

function stageOfWords(key: string): Stage | undefined {
  const words = key.split(/[-_]/);
  return OF_WORD.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0];
}
