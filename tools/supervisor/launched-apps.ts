import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from '../processes/process-identity.ts';
import { terminate } from '../processes/terminate.ts';

/**
 * Stops the apps that deployments run on local hosts: `<hosts>/<host>/run/<app>.json` holds {pid, startTicks}.
 * A pid that belongs to another process by now is left alone. Returns how many were stopped.
 */
export async function stopLaunchedApps(hosts: string, graceMs: number): Promise<number> {
  const files = existsSync(hosts) ? readdirSync(hosts).flatMap((host) => recordsIn(join(hosts, host, 'run'))) : [];
  const ends = await Promise.all(
    files.map(async (file) => {
      const app = parseApp(readFileSync(file, 'utf8'));
      const end = app ? await terminate(app, graceMs) : 'gone';
      rmSync(file, { force: true });
      return end;
    }),
  );
  return ends.filter((end) => end !== 'gone').length;
}

/** Without a start time nobody can tell whose pid it is: such a record names no process. */
export function parseApp(text: string): ProcessIdentity | undefined {
  try {
    const { pid, startTicks } = JSON.parse(text) as { pid?: unknown; startTicks?: unknown };
    if (typeof pid !== 'number' || pid <= 1 || startTicks === undefined || startTicks === null) return undefined;
    return { pid, startTicks: String(startTicks) };
  } catch {
    return undefined;
  }
}

function recordsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => join(folder, file));
}
