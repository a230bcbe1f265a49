import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a script of the checkout at `root` with its arguments, silently. Resolves to the exit code; null when it was killed. */
export function runNode(root: string, [script, ...argv]: [string, ...string[]], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [join(root, script), ...argv], { cwd: root, env, stdio: 'ignore' });
  return new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('exit', done);
  });
}
