import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify, isRunning, type ProcessIdentity } from '../processes/process-identity.ts';
import { startCluster } from './cluster.ts';
import { clearLeftovers } from './cluster-processes.ts';
import { scratchFolder, scratchFolders } from './scratch-folder.ts';

const PREFIX = 'throughline-cluster-';
const PREFERRED_PORT = 5434;

export interface ThrowawayCluster {
  /** Of the superuser. */
  url: string;
  /** Stops the server and deletes everything. */
  remove(): Promise<void>;
}

/**
 * Starts a PostgreSQL in a temporary folder: for tests with every safety off and in memory if possible, for measurements
 * `durable`, on the disk and by its port, as installations are. First removes those whose owner was killed before it
 * could.
 */
export async function startThrowawayCluster(root: string, durable = false): Promise<ThrowawayCluster> {
  await removeAbandoned();
  const folder = mkdtempSync(join(durable ? tmpdir() : scratchFolder(), PREFIX));
  // The account of the server has to pass through.
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(identify(process.pid)));
  try {
    const { url, stop } = await startCluster({
      root,
      home: join(folder, 'postgres'),
      password: randomBytes(24).toString('base64url'),
      preferredPort: PREFERRED_PORT,
      durable,
      bySocket: !durable,
      log: () => undefined,
      say: () => undefined,
    });
    return { url, remove: () => stop().finally(() => removeFolder(folder)) };
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}

async function removeAbandoned(): Promise<void> {
  for (const folder of scratchFolders().flatMap(clustersIn)) {
    const owner = ownerOf(folder);
    // Another user's, or still in use.
    if (!owner || isRunning(owner)) continue;
    const data = join(folder, 'postgres/data');
    if (existsSync(data)) await clearLeftovers(data);
    removeFolder(folder);
  }
}

function clustersIn(parent: string): string[] {
  if (!existsSync(parent)) return [];
  const names = readdirSync(parent).filter((entry) => entry.startsWith(PREFIX));
  return names.map((name) => join(parent, name));
}

function removeFolder(folder: string): void {
  const home = join(folder, 'postgres');
  if (lstatSync(home, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(readlinkSync(home), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

function ownerOf(folder: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
