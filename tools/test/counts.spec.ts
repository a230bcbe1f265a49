import { countReport, sum } from './counts.ts';

const report = (numbers: object): string =>
  JSON.stringify({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, ...numbers });

describe('countReport', () => {
  it('counts what jest and vitest write', () => {
    expect(countReport(report({ numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }), 1)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 2,
    });
  });

  it('counts a file that did not load as a failure', () => {
    expect(countReport(report({ numRuntimeErrorTestSuites: 1 }), 1).failed).toBe(1);
  });

  it('never reports a failed program as green', () => {
    expect(countReport(report({}), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(countReport(undefined, 0).failed).toBe(1);
    expect(countReport('{"other": 1}', 0).failed).toBe(1);
    expect(countReport('cut sho', 137).failed).toBe(1);
  });

  it('is green when there was nothing to run', () => {
    expect(countReport(report({ numPassedTests: 0 }), 0)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

it('adds up', () => {
  expect(
    sum([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]),
  ).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});
