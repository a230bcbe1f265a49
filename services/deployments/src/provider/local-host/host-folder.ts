import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The paths of one local host; everything it holds lies below its folder. */
export class HostFolder {
  constructor(readonly root: string) {}

  get incoming(): string {
    return join(this.root, 'incoming');
  }

  get runRecords(): string {
    return join(this.root, 'run');
  }

  get home(): string {
    return join(this.root, 'home');
  }

  release(deploymentId: string): string {
    return join(this.root, 'releases', deploymentId);
  }

  /** Where `current` of a service is; a link into `releases`. */
  current(serviceSlug: string): string {
    return join(this.root, 'current', serviceSlug);
  }

  record(serviceSlug: string, deploymentId: string): string {
    return join(this.runRecords, `${serviceSlug}.${deploymentId}.json`);
  }

  output(deploymentId: string): string {
    return join(this.root, 'output', `${deploymentId}.log`);
  }

  /** Makes the folders that are missing; only their owner may look inside. */
  async prepare(): Promise<void> {
    for (const name of ['incoming', 'run', 'home', 'releases', 'current', 'output']) {
      await mkdir(join(this.root, name), { recursive: true, mode: 0o700 });
    }
  }
}
