import { Inject, Injectable } from '@nestjs/common';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { dirname, delimiter } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { appEnvironment } from '../../config/app-environment.js';
import { INGEST_KEY_NAME } from '../../config/config-entries.js';
import { DEPLOYMENTS_CONFIG, type DeploymentsConfig } from '../../deployments.config.js';
import type { LaunchSpec } from '../../launcher/launch-spec.js';
import { refuseHost } from '../provider.errors.js';
import type { AppSpec } from '../provider.js';
import type { HostFolder } from './host-folder.js';
import { outputTail } from './output-tail.js';
import { runningApp } from './run-records.js';

const APPEAR_MS = 10_000;
const LOOK_MS = 20;
/** A launcher ships lines and no more; without this Node would reserve for a large program. */
const LAUNCHER_FLAGS = ['--max-old-space-size=64'];

/** Starts apps under launchers that outlive this process. */
@Injectable()
export class AppStarter {
  constructor(@Inject(DEPLOYMENTS_CONFIG) private readonly config: DeploymentsConfig) {}

  /** Resolves when the launcher says that it runs. Rejects, quoting the app's output, when it ends before that. */
  async start(app: AppSpec, folder: HostFolder): Promise<void> {
    const port = await freePort(app.preferredPort);
    const launcher = spawn(process.execPath, [...LAUNCHER_FLAGS, this.config.LAUNCHER_FILE], {
      cwd: folder.root,
      detached: true, // its own process group, and no end when ours comes
      env: { PATH: this.searchPath() },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    let ended = false;
    launcher.once('exit', () => (ended = true));
    launcher.once('error', () => (ended = true));
    launcher.stdin.on('error', () => undefined); // it ended before it read; `ended` says so
    launcher.stdin.end(JSON.stringify(this.specOf(app, folder, port)));
    launcher.unref();
    const deadline = performance.now() + APPEAR_MS;
    while (!(await runningApp(folder, app.deploymentId))) {
      if (ended) throw refuseHost('app_not_started', `The app ended at once.${await outputTail(folder, app)}`);
      if (performance.now() > deadline)
        throw refuseHost('app_not_started', 'The launcher did not come up within 10 s.');
      await pause(LOOK_MS);
    }
  }

  private specOf(app: AppSpec, folder: HostFolder, port: number): LaunchSpec {
    const { deploymentId, serviceSlug, variables, secrets } = app;
    const key = secrets[INGEST_KEY_NAME];
    const url = this.config.INGEST_URL;
    return {
      deploymentId,
      serviceSlug,
      command: app.command as [string, ...string[]],
      workingDirectory: folder.release(deploymentId),
      environment: appEnvironment({
        path: this.searchPath(),
        home: folder.home,
        variables,
        secrets,
        port,
        deploymentId,
      }),
      secrets: Object.values(secrets),
      port,
      recordFile: folder.record(serviceSlug, deploymentId),
      outputFile: folder.output(deploymentId),
      ingest: url !== undefined && key !== undefined ? { url, key } : null,
    };
  }

  /** `node` is the Node that runs us, whatever the machine has. */
  private searchPath(): string {
    return [dirname(process.execPath), this.config.PATH].join(delimiter);
  }
}

/** The preferred port when nobody listens there, else one that the system chooses. Can be outdated a moment later. */
async function freePort(preferred: number | null): Promise<number> {
  const port = preferred === null ? undefined : await tryPort(preferred);
  const chosen = port ?? (await tryPort(0));
  if (chosen === undefined) throw refuseHost('host_unusable', 'The host has no free port.');
  return chosen;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
