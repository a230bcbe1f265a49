import { numberOf, recordOf, recordsOf, textOf } from './bounded-text.js';
import {
  type Finding,
  type Report,
  ReportProblem,
  SEVERITIES,
  type Severity,
  type VulnerabilitySummary,
} from './report.rules.js';

/** How many are kept one by one, the worst first. A waiver can only speak of these; the rest count without. */
const KEPT = 500;
/** More high ones than these are worth a warning. */
const HIGH_WITHOUT_WARNING = 5;

/**
 * What Trivy writes with `--format json`: its wrapper (`Results`), the list inside of it, or the list of vulnerabilities
 * of one result. A critical finding makes it failed.
 * @throws ReportProblem for anything else
 */
export function readTrivy(value: unknown): Report {
  const findings = resultsOf(value).flatMap(({ target, vulnerabilities }) =>
    vulnerabilities.map((one) => findingOf(one, target)),
  );
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { severity } of findings) counts[severity] += 1;
  const fixable = findings.filter(({ fixedVersion }) => fixedVersion !== null).length;
  const summary: VulnerabilitySummary = { ...counts, total: findings.length, fixable };
  const worst = findings.toSorted((a, b) => rank(a) - rank(b)).slice(0, KEPT);
  return { kind: 'vulnerability_scan', status: statusOf(counts), summary, items: worst };
}

export function statusOf({ critical, high }: Pick<Record<Severity, number>, 'critical' | 'high'>): Report['status'] {
  if (critical > 0) return 'failed';
  return high > HIGH_WITHOUT_WARNING ? 'warning' : 'passed';
}

interface Result {
  target: string;
  vulnerabilities: Record<string, unknown>[];
}

function resultsOf(value: unknown): Result[] {
  const wrapper = recordOf(value);
  const list = Array.isArray(value) ? (value as unknown[]) : wrapper['Results'];
  // A scan that found nothing to look into has no results at all.
  if (list === undefined || list === null) {
    if (wrapper['SchemaVersion'] !== undefined) return [];
    throw new ReportProblem('The report is none of Trivy: it has no Results.');
  }
  const entries = recordsOf(list);
  if (!Array.isArray(list) || entries.length !== list.length)
    throw new ReportProblem('The report is none of Trivy: its Results are no list of objects.');
  if (entries.some((entry) => 'VulnerabilityID' in entry)) return [{ target: '', vulnerabilities: entries }];
  if (entries.some((entry) => !('Target' in entry)))
    throw new ReportProblem('The report is none of Trivy: a result of it has no Target.');
  return entries.map((entry) => ({
    target: textOf(entry['Target'], 200),
    vulnerabilities: recordsOf(entry['Vulnerabilities']),
  }));
}

function findingOf(one: Record<string, unknown>, target: string): Finding {
  const severity = textOf(one['Severity'], 20).toLowerCase();
  return {
    id: textOf(one['VulnerabilityID'], 100),
    severity: SEVERITIES.find((known) => known === severity) ?? 'unknown',
    package: textOf(one['PkgName'], 200),
    installedVersion: textOf(one['InstalledVersion'], 100),
    fixedVersion: textOf(one['FixedVersion'], 100) || null,
    target,
    title: textOf(one['Title'], 200) || textOf(one['Description'], 200),
    score: scoreOf(recordOf(one['CVSS'])),
  };
}

function scoreOf(cvss: Record<string, unknown>): number | null {
  const scores = Object.values(cvss).map((vendor) => numberOf(recordOf(vendor)['V3Score']));
  const score = numberOf(recordOf(cvss['nvd'])['V3Score']) || Math.max(0, ...scores.slice(0, 20));
  return score > 0 && score <= 10 ? score : null;
}

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
