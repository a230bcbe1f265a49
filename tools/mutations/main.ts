import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startThrowawayCluster } from '../postgres/throwaway-cluster.ts';
import { testEnvironment } from '../test/test-environment.ts';
import { mutate, type Mutation } from './mutation.ts';
import { MUTATIONS } from './mutations.ts';
import { runSuite } from './run-suite.ts';
import { scratchCheckout } from './scratch-checkout.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * `npm run test:mutations [-- word …]`: breaks a copy of the code in one way at a time and runs the tests that guard it.
 * Passes when every suite is green as the code is, and red with its defect. Words choose the mutations whose name has one.
 */
async function main(words: string[]): Promise<number> {
  const chosen = MUTATIONS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const cluster = await startThrowawayCluster(ROOT);
  const checkout = scratchCheckout(ROOT);
  const env = { ...testEnvironment(process.env), TEST_DATABASE_URL: cluster.url, QUEUE_BACKEND: 'postgres' };
  let failed = 0;
  try {
    for (const mutation of chosen) {
      const problem = await verdict(checkout.path, mutation, env);
      if (problem) failed += 1;
      console.log(`${problem ? '✘' : '✔'} ${mutation.name}${problem ? `: ${problem}` : ''}`);
    }
  } finally {
    checkout.remove();
    await cluster.remove();
  }
  console.log(`${chosen.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed === 0 && chosen.length > 0 ? 0 : 1;
}

/** Why the control failed; undefined when the suite is green, and red with the defect. */
async function verdict(root: string, mutation: Mutation, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const file = join(root, mutation.file);
  const sound = readFileSync(file, 'utf8');
  const before = await runSuite(root, mutation.suite, env);
  if (!before.ran || before.failed > 0) return `${mutation.suite.path} is not green to begin with`;
  writeFileSync(file, mutate(sound, mutation));
  try {
    const after = await runSuite(root, mutation.suite, env);
    if (!after.ran) return `${mutation.suite.path} did not get as far as a test`;
    return after.failed > 0 ? undefined : `${mutation.suite.path} did not notice (${after.passed} passed)`;
  } finally {
    writeFileSync(file, sound);
  }
}

process.exitCode = await main(process.argv.slice(2));
process.exit();
