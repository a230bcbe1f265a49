export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

/** What jest and vitest both write with their JSON reporters. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests?: number;
  /** Of jest: files that broke before their tests could run. */
  numRuntimeErrorTestSuites?: number;
}

/**
 * Counts a report. A program that failed without a failed test (a file that does not load, a leak, a crash) counts as
 * one failure: a red run is never reported green.
 */
export function countReport(text: string | undefined, exitCode: number): Counts {
  const report = parse(text);
  const counts = report
    ? {
        passed: report.numPassedTests,
        failed: report.numFailedTests + (report.numRuntimeErrorTestSuites ?? 0),
        skipped: report.numPendingTests + (report.numTodoTests ?? 0),
      }
    : NOTHING;
  const isSilent = counts.failed === 0 && (exitCode !== 0 || !report);
  return isSilent ? { ...counts, failed: 1 } : counts;
}

export function sum(all: Counts[]): Counts {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    NOTHING,
  );
}

function parse(text: string | undefined): Report | undefined {
  try {
    const report = JSON.parse(text ?? '') as Partial<Report>;
    return typeof report.numPassedTests === 'number' ? (report as Report) : undefined;
  } catch {
    return undefined;
  }
}
