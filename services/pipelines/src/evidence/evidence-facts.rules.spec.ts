import { type EvidenceFact, factsOf } from './evidence-facts.rules.js';

const nothingWaived = (): boolean => false;
const fact = (kind: EvidenceFact['kind'], summary: object, more: Partial<EvidenceFact> = {}): EvidenceFact => ({
  ...{ kind, summary, name: 'x', status: 'passed', findings: [] },
  ...more,
});
const tests = (total: number, failed: number): object => ({
  ...{ suites: 1, total, passed: total - failed, failed, skipped: 0, durationMs: 5 },
});
const lines = (covered: number, total: number): object => ({
  ...{ percent: total > 0 ? (covered * 100) / total : 0, linesCovered: covered, linesTotal: total },
  ...{ branchesCovered: 0, branchesTotal: 0, files: 1 },
});
const scan = (critical: number, high: number, findings: EvidenceFact['findings']): EvidenceFact => {
  const counts = { critical, high, medium: 0, low: 0, unknown: 0, total: critical + high, fixable: 0 };
  return fact('vulnerability_scan', counts, { findings });
};

describe('factsOf', () => {
  it('of nothing says that nothing was shown', () =>
    expect(factsOf([], nothingWaived)).toEqual({ signatures: { verified: false, total: 0 }, steps: {} }));

  it('adds up the reports of a kind', () => {
    const evidence = [fact('test_report', tests(10, 1)), fact('test_report', tests(5, 0))];
    expect(factsOf(evidence, nothingWaived).tests).toEqual({
      ...{ suites: 2, total: 15, passed: 14, failed: 1, skipped: 0, durationMs: 10 },
    });
  });

  it.each<[string, object[], number]>([
    ['lines of all reports together', [lines(90, 100), lines(0, 900)], 9],
    ['nearly all, which is not all', [lines(99_999, 100_000)], 99.99],
    ['the lowest, where one tells no lines', [lines(90, 100), { ...lines(0, 0), percent: 50 }], 50],
  ])('covers %s', (_what, summaries, percent) => {
    const evidence = summaries.map((summary) => fact('coverage', summary));
    expect(factsOf(evidence, nothingWaived).coverage).toMatchObject({ percent });
  });

  it('counts what is waived beside what is not', () => {
    const evidence = [
      scan(2, 1, [
        { id: 'CVE-1', severity: 'critical' },
        { id: 'CVE-2', severity: 'critical' },
        { id: 'CVE-3', severity: 'high' },
      ]),
      scan(1, 0, [{ id: 'CVE-1', severity: 'critical' }]),
    ];
    expect(factsOf(evidence, (id) => id === 'CVE-1').vulnerabilities).toMatchObject({
      ...{ critical: 1, criticalWaived: 2, high: 1, highWaived: 0, total: 2 },
    });
  });

  it('does not waive what is only counted', () =>
    expect(factsOf([scan(3, 0, [{ id: 'CVE-1', severity: 'critical' }])], () => true).vulnerabilities).toMatchObject({
      ...{ critical: 2, criticalWaived: 1 },
    }));

  it('leaves a kind unknown when one of its reports cannot be read', () => {
    const broken = fact('test_report', {}, { status: 'unreadable' });
    expect(factsOf([fact('test_report', tests(1, 0)), broken], nothingWaived).tests).toBeUndefined();
  });

  it.each<[string, EvidenceFact['status'][], boolean]>([
    ['one that is right', ['passed'], true],
    ['one that is wrong', ['failed'], false],
    ['one of each', ['passed', 'failed'], false],
  ])('signatures: %s', (_what, statuses, verified) => {
    const evidence = statuses.map((status) => fact('signature', {}, { status }));
    expect(factsOf(evidence, nothingWaived).signatures).toEqual({ verified, total: statuses.length });
  });

  it('tells steps by their names', () =>
    expect(factsOf([fact('ci_step', {}, { name: 'sast', status: 'running' })], nothingWaived).steps).toEqual({
      sast: 'running',
    }));
});
