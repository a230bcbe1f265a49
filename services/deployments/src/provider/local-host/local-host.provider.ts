import { Inject, Injectable } from '@nestjs/common';
import { assertNever, isId, newId } from '@throughline/kernel';
import { fp } from '@throughline/platform';
import { access, mkdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEPLOYMENTS_CONFIG, type DeploymentsConfig } from '../../deployments.config.js';
import { planHost } from '../host-plan.js';
import { refuseHost } from '../provider.errors.js';
import type { AppSpec, HostChange, HostRef, ObservedApp, Provider, ServiceState } from '../provider.js';
import { AppStarter } from './app-starter.js';
import { stopApp } from './app-stopper.js';
import { ArtifactUnpacker } from './artifact-unpacker.js';
import { healthStatus } from './health-http.js';
import { HostFolder } from './host-folder.js';
import { outputTail } from './output-tail.js';
import { runningApp, runningApps } from './run-records.js';

const HEALTH_LIMIT_MS = 30_000;
const LOOK_MS = 100;

/** A host that is a folder of the machine on which this service runs. Linux: processes are told apart by /proc. */
@Injectable()
export class LocalHostProvider implements Provider {
  readonly kind = 'local_host';
  readonly plan = planHost;

  constructor(
    @Inject(DEPLOYMENTS_CONFIG) private readonly config: DeploymentsConfig,
    private readonly unpacker: ArtifactUnpacker,
    private readonly starter: AppStarter,
  ) {}

  async probe(host: HostRef): Promise<void> {
    const folder = this.folderOf(host);
    const file = join(folder.root, `.probe-${newId()}`);
    try {
      await folder.prepare();
      await writeFile(file, '');
      await rm(file);
    } catch (error) {
      throw refuseHost(
        'host_unusable',
        `The folder of host ${host.name} cannot be written: ${(error as Error).message}`,
      );
    }
  }

  discover(host: HostRef): Promise<ObservedApp[]> {
    return runningApps(this.folderOf(host));
  }

  async read(host: HostRef, serviceSlug: string): Promise<ServiceState> {
    const running = (await this.discover(host)).filter((app) => app.serviceSlug === serviceSlug);
    const link = await readlink(this.folderOf(host).current(serviceSlug)).catch(() => '');
    return { running, current: isId(basename(link)) ? basename(link) : null };
  }

  /** A launcher's first act is to open the output file, so the file tells whether there ever was an app. */
  async lastWords(host: HostRef, app: Pick<AppSpec, 'deploymentId' | 'secrets'>): Promise<string | undefined> {
    const folder = this.folderOf(host);
    const wasStarted = await access(folder.output(app.deploymentId)).then(
      () => true,
      () => false,
    );
    return wasStarted ? outputTail(folder, app) : undefined;
  }

  async apply(host: HostRef, change: HostChange, app: AppSpec): Promise<void> {
    const folder = this.folderOf(host);
    switch (change.change) {
      case 'start':
        await this.probe(host);
        await this.unpacker.unpack({ ...app, digest: app.artifactDigest }, folder);
        fp('host.after_unpack');
        await this.starter.start(app, folder);
        return fp('host.after_launch');
      case 'switch':
        await pointCurrent(folder, change.serviceSlug, change.deploymentId);
        return fp('host.after_switch');
      case 'stop':
        await this.stop(folder, change.app);
        return fp('host.after_stop');
      default:
        return assertNever(change);
    }
  }

  async verify(host: HostRef, app: AppSpec, signal: AbortSignal): Promise<{ url: string; port: number }> {
    const folder = this.folderOf(host);
    const deadline = performance.now() + HEALTH_LIMIT_MS;
    let status: number | undefined;
    for (;;) {
      const running = await runningApp(folder, app.deploymentId);
      if (!running)
        throw refuseHost('app_unhealthy', `The app ended before it was healthy.${await outputTail(folder, app)}`);
      status = await healthStatus(running.port, app.healthPath, signal);
      if (status === 200) return { url: `http://127.0.0.1:${running.port}`, port: running.port };
      signal.throwIfAborted();
      if (performance.now() > deadline) break;
      await pause(LOOK_MS);
    }
    const answer = status === undefined ? 'did not answer' : `answered ${status}`;
    const detail = `The app was not healthy within 30 s: GET ${app.healthPath} ${answer}.${await outputTail(folder, app)}`;
    throw refuseHost('app_unhealthy', detail);
  }

  async isHealthy(host: HostRef, app: Pick<AppSpec, 'deploymentId' | 'healthPath'>): Promise<boolean> {
    const running = await runningApp(this.folderOf(host), app.deploymentId);
    return running !== undefined && (await healthStatus(running.port, app.healthPath)) === 200;
  }

  async undo(
    host: HostRef,
    app: Pick<AppSpec, 'deploymentId' | 'serviceSlug'>,
    previousId: string | null,
  ): Promise<void> {
    const folder = this.folderOf(host);
    const { current } = await this.read(host, app.serviceSlug);
    if (current === app.deploymentId) await pointCurrent(folder, app.serviceSlug, previousId);
    const running = await runningApp(folder, app.deploymentId);
    if (running) await this.stop(folder, running);
    await rm(folder.release(app.deploymentId), { recursive: true, force: true });
  }

  async clear(host: HostRef): Promise<void> {
    if (this.config.LOCAL_HOST_ROOT === undefined) return; // then nothing was ever put anywhere
    const folder = this.folderOf(host);
    for (const app of await this.discover(host)) await stopApp(app);
    await rm(folder.root, { recursive: true, force: true });
  }

  /** A stopped app's files go with it: to go back to them is a new deployment, unpacked anew. */
  private async stop(folder: HostFolder, app: ObservedApp): Promise<void> {
    await stopApp(app);
    await rm(folder.record(app.serviceSlug, app.deploymentId), { force: true });
    await rm(folder.release(app.deploymentId), { recursive: true, force: true });
  }

  private folderOf(host: HostRef): HostFolder {
    if (this.config.LOCAL_HOST_ROOT === undefined) {
      throw refuseHost('host_unusable', 'This installation has no folder for local hosts: LOCAL_HOST_ROOT is not set.');
    }
    return new HostFolder(join(this.config.LOCAL_HOST_ROOT, host.id));
  }
}

/** Replaces the link in one step: whoever follows it finds the old release or the new one, never nothing. */
async function pointCurrent(folder: HostFolder, serviceSlug: string, deploymentId: string | null): Promise<void> {
  const link = folder.current(serviceSlug);
  if (deploymentId === null) return rm(link, { force: true });
  const fresh = `${link}.${newId()}`;
  await mkdir(join(folder.root, 'current'), { recursive: true });
  await symlink(join('..', 'releases', deploymentId), fresh);
  await rename(fresh, link);
}
