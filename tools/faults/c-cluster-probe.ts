import {
  createTestDatabase,
  createTestKeys,
  probeManifest,
  type ServiceProcess,
  spawnService,
  type TestDatabase,
  testConfig,
  type TestKeys,
} from '@throughline/testing';
import { PROBE_ENTRY } from './c-redis-probe.ts';
import { type OwnCluster, startOwnCluster } from './own-cluster.ts';

/** The probe as a process whose database, queues included, is in a PostgreSQL of its own. */
export interface ClusterProbe {
  cluster: OwnCluster;
  db: TestDatabase;
  keys: TestKeys;
  service: ServiceProcess;
  url(): string;
  close(): Promise<void>;
}

/** @param parent where PostgreSQL has its folder: another disk than the usual one */
export async function startClusterProbe(preferredPort: number, parent?: string): Promise<ClusterProbe> {
  const cluster = await startOwnCluster(preferredPort, parent);
  const [db, keys] = await Promise.all([createTestDatabase(probeManifest), createTestKeys()]);
  const service = await spawnService(PROBE_ENTRY, { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all' });
  return {
    cluster,
    db,
    keys,
    service,
    url: () => service.url,
    close: async () => {
      await service.kill();
      await keys.close();
      await cluster.remove();
    },
  };
}
