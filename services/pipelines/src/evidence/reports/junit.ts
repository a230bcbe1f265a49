import { numberOf, textOf } from './bounded-text.js';
import { type FailedTest, type Report, ReportProblem, type ReportReader, type TestSummary } from './report.rules.js';
import { type XmlElement, XmlReader } from './xml-reader.js';

const KEPT = 100;
type Outcome = 'passed' | 'failed' | 'skipped';
const OUTCOMES: Record<string, Outcome> = { failure: 'failed', error: 'failed', skipped: 'skipped' };

interface Suite {
  attributes: Record<string, string>;
  /** Whether cases or other suites are in it: its own sums say nothing new then. */
  isCounted: boolean;
}

interface Case {
  attributes: Record<string, string>;
  outcome: Outcome;
  message: string;
}

/**
 * JUnit's XML, as its many writers write it: one suite or several, inside of each other or not. Cases are counted; the
 * sums of a suite are believed only where it lists no cases.
 */
export class JunitReader implements ReportReader {
  private readonly xml = new XmlReader({
    open: (element, depth) => this.open(element, depth),
    close: (name) => this.close(name),
    text: (text) => this.note(text),
  });
  private readonly summary: TestSummary = { suites: 0, total: 0, passed: 0, failed: 0, skipped: 0, durationMs: 0 };
  private readonly failed: FailedTest[] = [];
  private readonly suites: Suite[] = [];
  private testCase: Case | undefined;
  private isInFailure = false;

  write(text: string): void {
    this.xml.write(text);
  }

  end(): Report {
    this.xml.end();
    const { summary } = this;
    summary.durationMs = Math.round(summary.durationMs);
    const status = summary.failed > 0 ? 'failed' : summary.total === 0 ? 'warning' : 'passed';
    return { kind: 'test_report', status, summary, items: this.failed };
  }

  private open({ name, attributes }: XmlElement, depth: number): void {
    if (depth === 1 && !['testsuites', 'testsuite'].includes(name))
      throw new ReportProblem(
        `A JUnit report begins with testsuites or testsuite, and this one with ${textOf(name, 60)}.`,
      );
    if (name === 'testsuite') this.openSuite(attributes);
    else if (name === 'testcase') this.openCase(attributes);
    else if (this.testCase && OUTCOMES[name]) this.settle(this.testCase, OUTCOMES[name], attributes);
  }

  private openSuite(attributes: Record<string, string>): void {
    const parent = this.suites.at(-1);
    if (parent) parent.isCounted = true;
    this.suites.push({ attributes, isCounted: false });
    this.summary.suites += 1;
  }

  private openCase(attributes: Record<string, string>): void {
    const suite = this.suites.at(-1);
    if (suite) suite.isCounted = true;
    this.testCase = { attributes, outcome: 'passed', message: '' };
  }

  private settle(testCase: Case, outcome: Outcome, attributes: Record<string, string>): void {
    if (testCase.outcome === 'failed') return;
    testCase.outcome = outcome;
    testCase.message = textOf(attributes['message'], 500);
    this.isInFailure = outcome === 'failed';
  }

  /** The text of a failure says what happened where its attribute does not. */
  private note(text: string): void {
    if (this.testCase && this.isInFailure && this.testCase.message.length < 500)
      this.testCase.message += text.slice(0, 500);
  }

  private close(name: string): void {
    if (OUTCOMES[name]) this.isInFailure = false;
    else if (name === 'testcase' && this.testCase) this.count(this.testCase);
    else if (name === 'testsuite') this.closeSuite(this.suites.pop());
  }

  private count({ attributes, outcome, message }: Case): void {
    const { summary, failed } = this;
    this.testCase = undefined;
    summary.total += 1;
    summary[outcome] += 1;
    summary.durationMs += numberOf(attributes['time']) * 1_000;
    if (outcome !== 'failed' || failed.length >= KEPT) return;
    const suite = attributes['classname'] ?? this.suites.at(-1)?.attributes['name'];
    failed.push({ suite: textOf(suite, 200), name: textOf(attributes['name'], 200), message: textOf(message, 500) });
  }

  private closeSuite(suite: Suite | undefined): void {
    if (!suite || suite.isCounted) return;
    const sum = (name: string): number => Math.floor(numberOf(suite.attributes[name]));
    const { summary } = this;
    const [total, failed] = [sum('tests'), sum('failures') + sum('errors')];
    const skipped = sum('skipped') + sum('disabled');
    summary.total += total;
    summary.failed += failed;
    summary.skipped += skipped;
    summary.passed += Math.max(0, total - failed - skipped);
    summary.durationMs += numberOf(suite.attributes['time']) * 1_000;
  }
}
