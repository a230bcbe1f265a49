import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepEnd } from '../records/step-end.rules.js';
import type { Completion } from '../server/protocol.js';
import { outputsFileOf } from '../workspaces/workspaces.js';
import { announcedScript } from './command-script.js';
import { parseOutputs } from './step-outputs.js';
import { failed, interrupted, type StepContext } from './step.js';

const SHELL_FLAGS = ['-eu', '-c'];
const NO_WAY_TO_CUT =
  'The step wants no network, and this runner has no bubblewrap to take it away. The step was not run.';
const MAX_OUTPUTS_BYTES = 512 * 1024;

/** Runs the script of a step in its workspace, in an environment that holds what the step declares and no more. */
export async function shell(context: StepContext): Promise<Completion> {
  const { job, workspace } = context;
  const { run, timeoutMs } = job.spec;
  if (!run) return failed('The step has no script.');
  if (run.includes('\0')) return failed('The script holds a character that no shell takes.');
  if (job.spec.network === 'none' && context.containment.bubblewrap === null) return failed(NO_WAY_TO_CUT);
  const outputsFile = outputsFileOf(workspace, job);
  const script = (context.commands && (await announcedScript(context.commands))) ?? run;
  const end = await context.process.run({
    command: '/bin/sh',
    argv: [...SHELL_FLAGS, script],
    env: environmentOf(context, outputsFile),
    isStrange: true,
  });
  return interrupted(end, timeoutMs) ?? (await completionOf(end, outputsFile));
}

async function completionOf(end: StepEnd, outputsFile: string): Promise<Completion> {
  const { exitCode, signalName, message } = end;
  if (message) return failed(`The step could not be started: ${message}`, exitCode);
  if (signalName) return failed(`The step was ended by ${signalName}; out of memory, perhaps.`, exitCode);
  if (exitCode !== 0) return failed(`The step ended with exit code ${exitCode}.`, exitCode);
  try {
    return { outcome: 'succeeded', exitCode, message: null, outputs: parseOutputs(await readStart(outputsFile)) };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), exitCode);
  }
}

/** The step's file is hostile input: only so much of it is read, and nothing when it is not there. */
async function readStart(file: string): Promise<string> {
  if (!existsSync(file)) return '';
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(MAX_OUTPUTS_BYTES));
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function environmentOf({ job, config, workspace }: StepContext, outputsFile: string): Record<string, string> {
  return {
    PATH: config.path,
    HOME: workspace.home,
    TMPDIR: join(workspace.home, 'tmp'),
    LANG: 'C.UTF-8',
    CI: '1',
    THROUGHLINE_OUTPUT: outputsFile,
    THROUGHLINE_EXECUTION: job.executionId,
    THROUGHLINE_NODE: job.nodeKey,
    ...(job.spec.repository
      ? { THROUGHLINE_COMMIT: job.spec.repository.commitSha, THROUGHLINE_BRANCH: job.spec.repository.branch }
      : {}),
    ...job.spec.env,
    ...job.spec.secrets,
  };
}
