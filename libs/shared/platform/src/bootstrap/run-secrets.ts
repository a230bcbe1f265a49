import { isId } from '@throughline/kernel';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Audit } from '../audit/audit.js';
import { readSecretsConfig, type SecretsConfig } from '../config/secrets.config.js';
import { createLogger } from '../context/logger.js';
import type { Logger } from '../context/root-logger.js';
import { createDataSource } from '../database/data-source.js';
import { OrgTx } from '../database/org-tx.js';
import { SystemTx } from '../database/system-tx.js';
import { Outbox } from '../messaging/outbox.js';
import { DataKeyStore } from '../secrets/data-key-store.js';
import { ACTIVE_KEY_KEPT_MS, DataKeys } from '../secrets/data-keys.js';
import { SecretBox } from '../secrets/secret-box.js';
import { INSTALLATION } from '../secrets/secret-owner.js';
import { SecretRotation } from '../secrets/secret-rotation.js';
import type { ServiceManifest } from '../service-manifest.js';

const USAGE = `secrets rewrap | secrets rotate --org <organization id>|${INSTALLATION}|all | secrets reseal [--org …]`;

/**
 * Entry point of a service's job on its sealed secrets, beside the running service:
 * `rewrap` puts every data key under the current KEK, and under a data key what is still under a KEK itself;
 * `rotate --org` gives an organization a new data key and seals everything of it anew; `reseal` resumes that.
 * Ends with exit code 1 when something could not be changed; calling again goes on where it ended.
 */
export async function runSecrets(manifest: ServiceManifest, argv: string[] = process.argv.slice(2)): Promise<void> {
  const logger = createLogger(`${manifest.name}-secrets`, 'info');
  const command = commandOrUsage(argv, logger);
  if (!command) return;
  const config = readSecretsConfig();
  const left = await withRotation(manifest, config, logger, (rotation) => runCommand(rotation, command, logger));
  if (left > 0) process.exitCode = 1;
}

export interface SecretsCommand {
  name: 'rewrap' | 'rotate' | 'reseal';
  /** An organization, null for the installation, undefined for everybody. */
  orgId: string | null | undefined;
}

function commandOrUsage(argv: string[], logger: Logger): SecretsCommand | undefined {
  try {
    return parseCommand(argv);
  } catch (error) {
    logger.fatal((error as Error).message);
    process.exitCode = 2;
    return undefined;
  }
}

/** @throws Error that says how to call it */
export function parseCommand(argv: string[]): SecretsCommand {
  const { values, positionals } = parseArgs({
    args: argv,
    options: { org: { type: 'string' } },
    allowPositionals: true,
  });
  const [name, ...rest] = positionals;
  const isKnown = name === 'rewrap' || name === 'rotate' || name === 'reseal';
  if (!isKnown || rest.length > 0 || (name === 'rotate' && values.org === undefined)) throw new Error(USAGE);
  return { name, orgId: ownerOf(values.org) };
}

function ownerOf(org: string | undefined): string | null | undefined {
  if (org === undefined || org === 'all') return undefined;
  if (org === INSTALLATION) return null;
  if (!isId(org)) throw new Error(`--org takes the id of an organization, ${INSTALLATION} or all`);
  return org.toLowerCase();
}

/** Runs the command. Resolves to how many keys or rows could not be changed. */
export async function runCommand(
  rotation: SecretRotation,
  { name, orgId }: SecretsCommand,
  logger: Logger,
  waitMs = ACTIVE_KEY_KEPT_MS,
): Promise<number> {
  const rewrapped = name === 'rewrap' ? await rotation.rewrap() : { changed: 0, left: 0 };
  const known = await rotation.owners();
  const owners = orgId === undefined ? known : known.filter((owner) => owner === orgId);
  if (owners.length === 0) logger.warn({ orgId }, 'this service keeps nothing of such an organization');
  else if (name === 'rotate') await rotateAll(rotation, owners, waitMs);
  const total = { keys: rewrapped.changed, rows: 0, left: rewrapped.left };
  for (const owner of owners) {
    const { changed, left } = await rotation.reseal(owner);
    total.rows += changed;
    total.left += left;
  }
  if (total.left > 0) logger.error({ command: name, ...total }, 'not everything was changed');
  else logger.info({ command: name, ...total }, 'done');
  return total.left;
}

/** New keys, and a wait until no running process seals under the retired ones any more. */
async function rotateAll(rotation: SecretRotation, owners: readonly (string | null)[], waitMs: number): Promise<void> {
  for (const owner of owners) await rotation.rotate(owner);
  await delay(waitMs);
}

async function withRotation<T>(
  manifest: ServiceManifest,
  config: SecretsConfig,
  logger: Logger,
  work: (rotation: SecretRotation) => Promise<T>,
): Promise<T> {
  const connection = { url: config.DATABASE_URL, poolSize: 2, applicationName: `${manifest.name}-secrets` };
  const dataSource = await createDataSource(manifest, connection).initialize();
  const store = new DataKeyStore(config, manifest);
  try {
    const keys = new DataKeys(store, config);
    await keys.onModuleInit();
    const box = new SecretBox(keys, config, logger);
    const [orgTx, systemTx] = [new OrgTx(dataSource), new SystemTx(dataSource)];
    const audit = new Audit(new Outbox(), manifest);
    const sealedColumns = manifest.sealedColumns ?? [];
    return await work(new SecretRotation({ orgTx, systemTx, audit, keys, box, logger, sealedColumns }));
  } finally {
    await store.onApplicationShutdown();
    await dataSource.destroy();
  }
}
