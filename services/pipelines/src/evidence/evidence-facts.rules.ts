import {
  type CoverageSummary,
  type EvidenceKind,
  type EvidenceStatus,
  type SbomSummary,
  SEVERITIES,
  type Severity,
  type TestSummary,
  type VulnerabilitySummary,
} from './reports/report.rules.js';

/** What conditions and screens see of an execution's evidence: sums over all reports of a kind. */
export interface EvidenceFacts {
  /** These are there when there is a report of the kind, and all of them could be read. */
  tests?: TestSummary;
  coverage?: Omit<CoverageSummary, 'files'>;
  /** Without what is waived, which is counted beside it. */
  vulnerabilities?: VulnerabilitySummary & Record<`${Severity}Waived`, number>;
  sbom?: Pick<SbomSummary, 'packages' | 'dependencies'>;
  /** Verified when there is a signature and none that is wrong. */
  signatures: { verified: boolean; total: number };
  /** The status of each step that was reported, by its name. */
  steps: Record<string, EvidenceStatus>;
}

/** What a condition may name of the evidence. */
export const EVIDENCE_FIELDS = ['tests', 'coverage', 'vulnerabilities', 'sbom', 'signatures', 'steps'] as const;

export interface EvidenceFact {
  kind: EvidenceKind;
  name: string;
  status: EvidenceStatus;
  summary: object;
  /** Of a vulnerability scan: the findings that are kept one by one. */
  findings: readonly { id: string; severity: Severity }[];
}

/** Adds up evidence. @param isWaived whether a finding of that id is waived now, where this execution is concerned */
export function factsOf(evidence: readonly EvidenceFact[], isWaived: (finding: string) => boolean): EvidenceFacts {
  const of = (kind: EvidenceKind): EvidenceFact[] => evidence.filter((one) => one.kind === kind);
  // One report that says nothing leaves the sum of its kind unknown.
  const read = (kind: EvidenceKind): EvidenceFact[] =>
    of(kind).some(({ status }) => status === 'unreadable') ? [] : of(kind);
  const [tests, coverage, scans, sboms] = [
    read('test_report'),
    read('coverage'),
    read('vulnerability_scan'),
    read('sbom'),
  ];
  const signatures = of('signature');
  const verified = signatures.length > 0 && signatures.every(({ status }) => status === 'passed');
  return {
    ...(tests.length > 0 && { tests: summed<TestSummary>(tests, TEST_COUNTS) }),
    ...(coverage.length > 0 && { coverage: coverageOf(coverage) }),
    ...(scans.length > 0 && { vulnerabilities: vulnerabilitiesOf(scans, isWaived) }),
    ...(sboms.length > 0 && { sbom: summed<NonNullable<EvidenceFacts['sbom']>>(sboms, ['packages', 'dependencies']) }),
    signatures: { verified, total: signatures.length },
    steps: Object.fromEntries(of('ci_step').map(({ name, status }) => [name, status])),
  };
}

const TEST_COUNTS = ['suites', 'total', 'passed', 'failed', 'skipped', 'durationMs'] as const;
const COVERAGE_COUNTS = ['linesCovered', 'linesTotal', 'branchesCovered', 'branchesTotal'] as const;

type Counts<K extends string> = Record<K, number>;

function summed<T extends object>(evidence: readonly EvidenceFact[], names: readonly (keyof T & string)[]): T {
  const sum = (name: string): number =>
    evidence.reduce((total, { summary }) => total + ((summary as Counts<string>)[name] ?? 0), 0);
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as T;
}

/** Of all lines together; the lowest where a report tells its percentage alone. */
function coverageOf(evidence: readonly EvidenceFact[]): NonNullable<EvidenceFacts['coverage']> {
  const counts = summed<Counts<(typeof COVERAGE_COUNTS)[number]>>(evidence, COVERAGE_COUNTS);
  const summaries = evidence.map(({ summary }) => summary as CoverageSummary);
  const percent = summaries.every(({ linesTotal }) => linesTotal > 0)
    ? Math.floor((counts.linesCovered * 10_000) / counts.linesTotal) / 100
    : Math.min(...summaries.map((one) => one.percent));
  return { percent, ...counts };
}

function vulnerabilitiesOf(
  evidence: readonly EvidenceFact[],
  isWaived: (finding: string) => boolean,
): NonNullable<EvidenceFacts['vulnerabilities']> {
  const counts = summed<VulnerabilitySummary>(evidence, [...SEVERITIES, 'total', 'fixable']);
  const waived = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Counts<Severity>;
  for (const { id, severity } of evidence.flatMap(({ findings }) => findings)) if (isWaived(id)) waived[severity] += 1;
  const open = Object.fromEntries(SEVERITIES.map((one) => [one, counts[one] - waived[one]])) as Counts<Severity>;
  const total = SEVERITIES.reduce((sum, severity) => sum + open[severity], 0);
  const beside = Object.fromEntries(SEVERITIES.map((one) => [`${one}Waived`, waived[one]]));
  return { ...open, total, fixable: counts.fixable, ...(beside as Counts<`${Severity}Waived`>) };
}
