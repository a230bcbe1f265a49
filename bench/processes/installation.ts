import { provision } from '../../tools/postgres/provision.ts';
import { startThrowawayCluster } from '../../tools/postgres/throwaway-cluster.ts';
import { openSecrets } from '../../tools/secrets/secret-store.ts';
import { openDataFolder } from '../../tools/supervisor/data-folder.ts';
import { choosePorts } from '../../tools/supervisor/ports.ts';
import { processEnvironment } from '../../tools/supervisor/process-environment.ts';
import { type Installation, migrationTable, type ProcessSpec } from '../../tools/supervisor/processes.ts';
import { whenReady } from '../../tools/supervisor/readiness.ts';
import { rolePasswords } from '../../tools/supervisor/role-passwords.ts';
import { runToEnd } from '../../tools/supervisor/run-to-end.ts';
import { find, installMissing } from '../../tools/test/programs.ts';
import { type RedisServer, startRedis } from '../../tools/test/redis-server.ts';
import type { BenchContext } from '../bench-context.ts';
import { type Child, startChild } from './child.ts';

const PREFERRED_PORT = 4700;
const READY_MS = 60_000;

export interface Prepared {
  installation: Installation;
  redis: RedisServer;
  /** Of the superuser, to the server and not to the installation's database. */
  clusterUrl: string;
}

/**
 * A durable PostgreSQL, a Redis and everything that processes of an installation are configured by, in a temporary
 * folder; no process is started and no schema made.
 */
export async function prepareInstallation(
  { root, workspace, stops, say }: BenchContext,
  options: { appendOnly?: boolean } = {},
): Promise<Prepared> {
  const data = openDataFolder(workspace.folder('data'));
  const secrets = openSecrets(data.secrets);
  const passwords = rolePasswords(secrets);
  const cluster = await startThrowawayCluster(root, true);
  stops.push(() => cluster.remove());
  installMissing(['redis-server']);
  const program = find('redis-server');
  if (program === undefined) throw new Error('install redis-server: it is what queues and limits are measured with');
  const redis = await startRedis(program, workspace, options);
  stops.push(() => redis.stop());
  const installation: Installation = {
    root,
    data,
    ports: await choosePorts(PREFERRED_PORT, say),
    databaseUrl: await provision(cluster.url, passwords),
    redisUrl: redis.url,
    passwords,
    secrets,
    gatewayHost: '127.0.0.1',
    logLevel: 'info',
  };
  return { installation, redis, clusterUrl: cluster.url };
}

/** Makes the schemas of the services. */
export async function migrate(
  { root, signal }: BenchContext,
  installation: Installation,
  services: readonly string[],
): Promise<void> {
  const wanted = migrationTable(installation).filter(({ name }) => services.some((service) => name.endsWith(service)));
  const logs = installation.data.logs;
  await Promise.all(wanted.map((spec) => runToEnd(spec, { root, logs, signal })));
}

/** Starts a process of the installation and waits until it is ready. @param pin what goes before the command */
export async function startProcess(
  spec: ProcessSpec,
  pin: string[],
  { workspace, stops }: BenchContext,
): Promise<Child> {
  const env = processEnvironment(process.env, spec.env);
  const child = startChild({ name: spec.name, command: [...pin, process.execPath, spec.entry], env }, workspace);
  stops.push(() => child.stop());
  if (spec.readyUrl !== undefined && !(await whenReady(spec.readyUrl, child.hasEnded, READY_MS))) {
    throw new Error(`${spec.name} did not become ready: ${child.log.tail().join('\n')}`);
  }
  return child;
}
