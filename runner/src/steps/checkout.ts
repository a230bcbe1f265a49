import type { Completion } from '../server/protocol.js';
import { problemOfCheckout } from './checkout-arguments.js';
import { failed, interrupted, type StepContext } from './step.js';

// No hook, no helper program of a configuration and no template runs; every value stands behind `--`.
const SAFE = '-c core.hooksPath=/dev/null -c core.fsmonitor=false -c credential.helper= -c advice.detachedHead=false';
const PROTOCOLS = 'file:http:https:ssh:git';

// A commit that no branch holds any more is not in the clone, but the server may still have it.
const SCRIPT = `
url=$1 sha=$2
find . -mindepth 1 -maxdepth 1 -exec rm -rf -- {} +
git ${SAFE} clone --no-checkout --template= -- "$url" .
if ! git ${SAFE} cat-file -e "$sha^{commit}" 2>/dev/null; then git ${SAFE} fetch --no-tags origin "$sha"; fi
git ${SAFE} checkout --force --detach "$sha" --
`;

/** Brings the workspace to the commit, from nothing. */
export async function checkout(context: StepContext): Promise<Completion> {
  const { job, output } = context;
  const { repository, timeoutMs } = job.spec;
  if (!repository) return failed('The step names no repository.');
  const { cloneUrl, commitSha } = repository;
  const problem = problemOfCheckout(cloneUrl, commitSha);
  if (problem) return failed(problem);
  output.system(`Checking out ${commitSha} of ${withoutCredentials(cloneUrl)}`);
  const argv = ['-eu', '-c', SCRIPT, 'checkout', cloneUrl, commitSha];
  const end = await context.process.run({ command: '/bin/sh', argv, env: environmentOf(context), isStrange: false });
  const completion = interrupted(end, timeoutMs);
  if (completion) return completion;
  if (end.exitCode !== 0) return failed('git could not check out the commit; its log says why.', end.exitCode);
  return { outcome: 'succeeded', exitCode: 0, message: null, outputs: { commit: commitSha } };
}

function environmentOf({ config, workspace, gitConfig }: StepContext): Record<string, string> {
  return {
    PATH: config.path,
    HOME: workspace.home,
    LANG: 'C.UTF-8',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: gitConfig,
    GIT_ALLOW_PROTOCOL: PROTOCOLS,
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
  };
}

function withoutCredentials(cloneUrl: string): string {
  return cloneUrl.replace(/^([a-z]+:\/\/)[^/@]*@/, '$1');
}
