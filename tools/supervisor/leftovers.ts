import { rmSync } from 'node:fs';
import { terminate } from '../processes/terminate.ts';
import type { DataFolder } from './data-folder.ts';
import { stopLaunchedApps } from './launched-apps.ts';
import { forgetRun, readRecords } from './run-records.ts';

const GRACE_MS = 10_000;

/**
 * Stops what a supervisor that was killed could not stop. PostgreSQL is not among them: its own start does that, and
 * knows how. Returns the names of what still ran.
 */
export async function stopLeftovers(data: DataFolder): Promise<string[]> {
  rmSync(data.ready, { force: true });
  const records = readRecords(data.run);
  const ends = await Promise.all(records.map((record) => terminate(record, GRACE_MS)));
  for (const { name } of records) forgetRun(data.run, name);
  const apps = await stopLaunchedApps(data.hosts, GRACE_MS);
  const names = records.filter((_, index) => ends[index] !== 'gone').map(({ name }) => name);
  return apps > 0 ? [...names, `${apps} deployed app${apps === 1 ? '' : 's'}`] : names;
}
