import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';

export interface SuiteRun {
  passed: number;
  failed: number;
  /** False when jest itself did not get as far as a test: a defect that does not compile proves nothing. */
  ran: boolean;
}

/** Runs the specs of a suite in the checkout at `root` and counts them. */
export async function runSuite(root: string, suite: Mutation['suite'], env: NodeJS.ProcessEnv): Promise<SuiteRun> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-suite-'));
  const report = join(folder, 'report.json');
  const argv = ['--selectProjects', suite.project, '--json', `--outputFile=${report}`, '--silent', suite.path];
  try {
    await jest(root, argv, env);
    return counts(JSON.parse(readFileSync(report, 'utf8')) as Report);
  } catch {
    return { passed: 0, failed: 0, ran: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
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

function jest(root: string, argv: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...argv], {
    cwd: root,
    env,
    stdio: 'ignore',
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', () => done());
  });
}
