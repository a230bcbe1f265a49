import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../launcher/process-stat.js';
import { readRecord } from '../../launcher/run-record.js';
import type { ObservedApp } from '../provider.js';
import type { HostFolder } from './host-folder.js';

/** The apps of a host that run; the records of those that ended without a word are cleared away. */
export async function runningApps(folder: HostFolder): Promise<ObservedApp[]> {
  const names = await readdir(folder.runRecords).catch(() => []);
  const apps: ObservedApp[] = [];
  for (const name of names.filter((entry) => entry.endsWith('.json'))) {
    const file = join(folder.runRecords, name);
    const record = readRecord(file);
    if (record && isAlive(record)) apps.push(record);
    else if (record) await rm(file, { force: true });
  }
  return apps;
}

/** The deployment's app on this host; undefined when it does not run. */
export async function runningApp(folder: HostFolder, deploymentId: string): Promise<ObservedApp | undefined> {
  return (await runningApps(folder)).find((app) => app.deploymentId === deploymentId);
}
