import { startRedis } from '../../tools/test/redis-server.ts';
import { find, installMissing } from '../../tools/test/programs.ts';
import { startThrowawayCluster } from '../../tools/postgres/throwaway-cluster.ts';
import { provision } from '../../tools/postgres/provision.ts';
import { openSecrets } from '../../tools/secrets/secret-store.ts';
import { openDataFolder } from '../../tools/supervisor/data-folder.ts';
import { choosePorts } from '../../tools/supervisor/ports.ts';
import { processEnvironment } from '../../tools/supervisor/process-environment.ts';
import { type Installation, migrationTable, processTable, type ProcessSpec } from '../../tools/supervisor/processes.ts';
import { whenReady } from '../../tools/supervisor/readiness.ts';
import { rolePasswords } from '../../tools/supervisor/role-passwords.ts';
import { runToEnd } from '../../tools/supervisor/run-to-end.ts';
import type { Cores } from '../processes/cores.ts';
import { type Child, startChild } from '../processes/child.ts';
import type { BenchContext } from '../bench-context.ts';
import { GATEWAY_SETTINGS } from './settings.ts';
import { settle, type Settlement } from './settlement.ts';

const PREFERRED_PORT = 4700;
const READY_MS = 60_000;
/** What the workload's credentials need to come into being; the other services are the upstream. */
const SERVICES = ['identity', 'deployments'];

export interface Stack extends Settlement {
  port: number;
  gateway: Child;
  installation: Installation;
  /** Processes that work for the gateway besides itself, as they are now. */
  helperPids: () => number[];
}

/** Starts the gateway as `npm start` does, with a real identity behind it and the upstream in the other services' place. */
export async function startStack(context: BenchContext, cores: Cores, upstreamPort: number): Promise<Stack> {
  const installation = await prepare(context);
  await migrate(context, installation);
  const table = processTable(installation);
  const start = async (name: string, more: Record<string, string> = {}, pin: string[] = []): Promise<Child> => {
    const spec = table.find((one) => one.name === name);
    if (!spec) throw new Error(`there is no process ${name}`);
    return startService({ ...spec, env: { ...spec.env, ...more } }, pin, context);
  };
  const [identity, deployments] = await Promise.all(SERVICES.map((name) => start(name)));
  if (!identity || !deployments) throw new Error('a service is missing');
  const upstream = `http://127.0.0.1:${upstreamPort}`;
  const inPlace = { PIPELINES_URL: upstream, OBSERVABILITY_URL: upstream, BILLING_URL: upstream };
  const gateway = await start('gateway', { ...inPlace, ...GATEWAY_SETTINGS }, cores.subject);
  const settlement = await settle(installation, context.signal);
  // It was needed for the key alone.
  await deployments.stop();
  return { ...settlement, port: installation.ports.gateway, gateway, installation, helperPids: () => [identity.pid] };
}

async function prepare({ root, workspace, stops, say }: BenchContext): Promise<Installation> {
  const data = openDataFolder(workspace.folder('data'));
  const secrets = openSecrets(data.secrets);
  const passwords = rolePasswords(secrets);
  const cluster = await startThrowawayCluster(root, true);
  stops.push(() => cluster.remove());
  installMissing(['redis-server']);
  const program = find('redis-server');
  if (program === undefined) throw new Error('install redis-server: limits that many replicas share are counted there');
  const redis = await startRedis(program, workspace);
  stops.push(() => redis.stop());
  return {
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
}

async function migrate({ root, signal }: BenchContext, installation: Installation): Promise<void> {
  const wanted = migrationTable(installation).filter(({ name }) => SERVICES.some((service) => name.endsWith(service)));
  const logs = installation.data.logs;
  await Promise.all(wanted.map((spec) => runToEnd(spec, { root, logs, signal })));
}

async function startService(spec: ProcessSpec, pin: string[], { workspace, stops }: BenchContext): Promise<Child> {
  const env = processEnvironment(process.env, spec.env);
  const child = startChild({ name: spec.name, command: [...pin, process.execPath, spec.entry], env }, workspace);
  stops.push(() => child.stop());
  if (spec.readyUrl !== undefined && !(await whenReady(spec.readyUrl, child.hasEnded, READY_MS))) {
    throw new Error(`${spec.name} did not become ready: ${child.log.tail().join('\n')}`);
  }
  return child;
}
