import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../processes/process-identity.ts';
import { terminate } from '../processes/terminate.ts';
import { until } from '../processes/until.ts';
import type { Workspace } from './workspace.ts';

const START_MS = 180_000;
const STOP_MS = 60_000;

export interface RunningInstallation {
  url: string;
  dataDir: string;
  stop(): Promise<void>;
}

export interface InstallationRequest {
  root: string;
  env: NodeJS.ProcessEnv;
  workspace: Workspace;
  signal: AbortSignal;
}

/** Starts an empty installation in a folder of its own, as `npm start -- --no-demo` does. */
export async function startInstallation(request: InstallationRequest): Promise<RunningInstallation> {
  const { root, env, workspace, signal } = request;
  const dataDir = join(workspace.folder('installation'), 'data');
  const argv = ['--no-demo', '--port', '4500', '--data', dataDir];
  const child = spawn(process.execPath, [join(root, 'tools/supervisor/main.ts'), ...argv], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    env,
  });
  const identity = workspace.record('installation', child.pid ?? 0);
  const stop = async (): Promise<void> => void (await terminate(identity, STOP_MS));
  const ready = join(dataDir, 'ready.json');
  const settled = await until(() => existsSync(ready) || !isRunning(identity), { timeoutMs: START_MS, signal }).catch(
    () => false,
  );
  if (!settled || !existsSync(ready)) {
    await stop();
    throw new Error('the installation did not become ready');
  }
  const { url } = JSON.parse(readFileSync(ready, 'utf8')) as { url: string };
  return { url, dataDir, stop };
}
