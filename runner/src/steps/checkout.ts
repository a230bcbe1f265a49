import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProcessEnd, runProcess } from '../processes/run-process.js';
import type { Completion } from '../server/protocol.js';
import { problemOfCheckout } from './checkout-arguments.js';
import { cancelled, failed, type StepContext, timedOut } from './step.js';

// No hook, no helper program of a configuration and no template runs; every value stands behind `--`.
const SAFE = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'credential.helper=',
  '-c',
  'advice.detachedHead=false',
];
const PROTOCOLS = 'file:http:https:ssh:git';

/** Brings the workspace to the commit, from nothing. */
export async function checkout(context: StepContext): Promise<Completion> {
  const { job, workspace, output } = context;
  const { repository } = job.spec;
  if (!repository) return failed('The step names no repository.');
  const { cloneUrl, commitSha } = repository;
  const problem = problemOfCheckout(cloneUrl, commitSha);
  if (problem) return failed(problem);
  await emptyFolder(workspace.root);
  output.system(`Checking out ${commitSha} of ${withoutCredentials(cloneUrl)}`);
  const git = gitIn(context);
  const clone = await git(['clone', '--no-checkout', '--template=', '--', cloneUrl, '.']);
  const end = isDone(clone) ? await checkOut(git, commitSha) : clone;
  if (end.cause === 'timeout') return timedOut(job.spec.timeoutMs);
  if (end.cause === 'aborted') return cancelled();
  if (end.exitCode !== 0) return failed('git could not check out the commit; its log says why.', end.exitCode);
  return { outcome: 'succeeded', exitCode: 0, message: null, outputs: { commit: commitSha } };
}

type Git = (argv: string[]) => Promise<ProcessEnd>;

/** A commit that no branch holds any more is not in the clone, but the server may still have it. */
async function checkOut(git: Git, sha: string): Promise<ProcessEnd> {
  const present = await git(['cat-file', '-e', `${sha}^{commit}`]);
  if (present.cause === 'exit' && !isDone(present)) {
    const fetched = await git(['fetch', '--no-tags', 'origin', sha]);
    if (!isDone(fetched)) return fetched;
  }
  return git(['checkout', '--force', '--detach', sha, '--']);
}

function gitIn({ job, config, workspace, gitConfig, mark, output, signal }: StepContext): Git {
  const deadline = performance.now() + job.spec.timeoutMs;
  return (argv) =>
    runProcess({
      command: 'git',
      argv: [...SAFE, ...argv],
      cwd: workspace.root,
      env: {
        PATH: config.path,
        HOME: workspace.home,
        LANG: 'C.UTF-8',
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: gitConfig,
        GIT_ALLOW_PROTOCOL: PROTOCOLS,
        GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
      },
      mark,
      timeoutMs: Math.max(1, deadline - performance.now()),
      signal,
      onOutput: (stream, chunk) => output.write(stream, chunk),
    });
}

function isDone(end: ProcessEnd): boolean {
  return end.cause === 'exit' && end.exitCode === 0;
}

async function emptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function withoutCredentials(cloneUrl: string): string {
  return cloneUrl.replace(/^([a-z]+:\/\/)[^/@]*@/, '$1');
}
