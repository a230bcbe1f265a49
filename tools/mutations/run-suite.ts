import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';
import { runNode } from './run-node.ts';

/** What a process of the fault tests is made of, each before those that need it. */
const LIBRARIES = ['kernel', 'contracts', 'platform', 'testing'];

export interface SuiteRun {
  passed: number;
  failed: number;
  /** False when jest itself did not get as far as a test: a defect that does not compile proves nothing. */
  ran: boolean;
}

/**
 * Runs the specs of a suite in the checkout at `root` and counts them. The fault tests start processes from the build, so
 * that is made first: a defect has to be in it.
 */
export async function runSuite(root: string, suite: Mutation['suite'], env: NodeJS.ProcessEnv): Promise<SuiteRun> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-suite-'));
  const report = join(folder, 'report.json');
  const argv = ['--selectProjects', suite.project, '--json', `--outputFile=${report}`, '--silent', suite.path];
  try {
    if (suite.project === 'faults') await buildLibraries(root, env);
    await runNode(root, ['node_modules/jest/bin/jest.js', ...argv], env);
    return counts(JSON.parse(readFileSync(report, 'utf8')) as Report);
  } catch {
    return { passed: 0, failed: 0, ran: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildLibraries(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const name of LIBRARIES) {
    const tsc: [string, ...string[]] = ['node_modules/typescript7/bin/tsc', '-p', `libs/shared/${name}/tsconfig.json`];
    if ((await runNode(root, tsc, env)) !== 0) throw new Error(`${name} does not compile`);
  }
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
}

const counts = ({ numPassedTests, numFailedTests }: Report): SuiteRun => ({
  passed: numPassedTests,
  failed: numFailedTests,
  ran: numPassedTests + numFailedTests > 0,
});
