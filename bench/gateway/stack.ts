import { type Installation, processTable } from '../../tools/supervisor/processes.ts';
import type { BenchContext } from '../bench-context.ts';
import type { Child } from '../processes/child.ts';
import type { Cores } from '../processes/cores.ts';
import { migrate, prepareInstallation, startProcess } from '../processes/installation.ts';
import { GATEWAY_SETTINGS } from './settings.ts';
import { settle, type Settlement } from './settlement.ts';

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
  const { installation } = await prepareInstallation(context);
  await migrate(context, installation, SERVICES);
  const table = processTable(installation);
  const start = async (name: string, more: Record<string, string> = {}, pin: string[] = []): Promise<Child> => {
    const spec = table.find((one) => one.name === name);
    if (!spec) throw new Error(`there is no process ${name}`);
    return startProcess({ ...spec, env: { ...spec.env, ...more } }, pin, context);
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
