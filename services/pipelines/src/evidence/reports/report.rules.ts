export const EVIDENCE_KINDS = [
  'test_report',
  'coverage',
  'vulnerability_scan',
  'sbom',
  'signature',
  'ci_step',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** `unreadable`: a report came that says nothing to us; what it should have shown counts as not shown. */
export const EVIDENCE_STATUSES = [
  'pending',
  'running',
  'passed',
  'warning',
  'failed',
  'skipped',
  'unreadable',
] as const;
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number];

/** What a pipeline file may call an artifact: `report: junit`. */
export const REPORT_FORMATS = ['junit', 'coverage', 'trivy', 'sbom'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const KIND_OF: Record<ReportFormat, EvidenceKind> = {
  junit: 'test_report',
  coverage: 'coverage',
  trivy: 'vulnerability_scan',
  sbom: 'sbom',
};

export interface TestSummary {
  suites: number;
  total: number;
  passed: number;
  /** Failures and errors. */
  failed: number;
  skipped: number;
  durationMs: number;
}

export interface CoverageSummary {
  /** Of lines, with two decimals; 0 for a report without lines. */
  percent: number;
  linesCovered: number;
  linesTotal: number;
  branchesCovered: number;
  branchesTotal: number;
  files: number;
}

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type VulnerabilitySummary = Record<Severity, number> & {
  total: number;
  /** Those for which a version without them is known. */
  fixable: number;
};

export interface SbomSummary {
  format: 'spdx' | 'cyclonedx';
  specVersion: string;
  packages: number;
  dependencies: number;
  /** How many packages have each license, the most frequent first; at most 50. */
  licenses: Record<string, number>;
}

export interface FailedTest {
  suite: string;
  name: string;
  message: string;
}

export interface CoveredFile {
  file: string;
  percent: number;
}

export interface Finding {
  id: string;
  severity: Severity;
  package: string;
  installedVersion: string;
  fixedVersion: string | null;
  target: string;
  title: string;
  /** CVSS 3, where the scanner gives one. */
  score: number | null;
}

export interface SbomPackage {
  name: string;
  version: string;
  license: string;
  purl: string | null;
}

/** What a report says: its sums, and of its single things as many as a screen can show. */
export type Report = { status: EvidenceStatus } & (
  | { kind: 'test_report'; summary: TestSummary; items: FailedTest[] }
  | { kind: 'coverage'; summary: CoverageSummary; items: CoveredFile[] }
  | { kind: 'vulnerability_scan'; summary: VulnerabilitySummary; items: Finding[] }
  | { kind: 'sbom'; summary: SbomSummary; items: SbomPackage[] }
);

/** A report that cannot be read; the message is a sentence for the author of the step. */
export class ReportProblem extends Error {}

/** Takes a report piece by piece. Both methods throw ReportProblem. */
export interface ReportReader {
  write(text: string): void;
  end(): Report;
}
