import type { HostChange, ServiceState } from './provider.js';

/**
 * The changes, in order, from what a host runs of a service to what it should run. Start comes before switch and
 * switch before stop, so that at no time nothing serves.
 */
export function planHost(desired: { serviceSlug: string; deploymentId: string }, actual: ServiceState): HostChange[] {
  const isRunning = actual.running.some((app) => app.deploymentId === desired.deploymentId);
  const others = actual.running.filter((app) => app.deploymentId !== desired.deploymentId);
  return [
    ...(isRunning ? [] : [{ change: 'start' as const }]),
    ...(actual.current === desired.deploymentId ? [] : [{ change: 'switch' as const, ...desired }]),
    ...others.map((app) => ({ change: 'stop' as const, app })),
  ];
}
