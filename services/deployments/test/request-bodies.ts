import type { ThingIds } from './furnished-world.js';

const RUN = { command: ['node', 'server.mjs'], healthPath: '/healthz' };

/** For each operation that takes one, a body with all of its fields, which is right in a furnished world. */
export function requestBodies(ids: ThingIds): Record<string, object> {
  const { projectId, serviceId, environmentId, fromEnvironmentId, toEnvironmentId, releaseId } = ids;
  return {
    putConfig: { variables: { WORD: 'b' }, secrets: { KEY: 'c' }, removeSecrets: ['TOKEN'] },
    createDeployment: { releaseId, environmentId },
    rollBackDeployment: { reason: 'It greets nobody.' },
    createEnvironment: { name: 'Moon', slug: 'moon', class: 'dev', position: 7, autoRollback: true },
    updateEnvironment: { name: 'Mars', position: 8, autoRollback: false },
    createHost: { environmentId, name: 'moon-1', kind: 'local_host' },
    promote: { serviceId, fromEnvironmentId, toEnvironmentId },
    createService: { projectId, name: 'Moon', slug: 'moon', run: RUN },
    updateService: { name: 'Mars', run: RUN },
  };
}
