import { ensureBuilt } from '../build/build.ts';
import { startThrowawayCluster } from '../postgres/throwaway-cluster.ts';
import { BUILD_OUTPUTS } from '../supervisor/processes.ts';
import { StopStack } from '../supervisor/stop-stack.ts';
import { startInstallation } from './installation.ts';
import type { Lane } from './lane.ts';
import { bundlePrograms } from './bundles.ts';
import { find, PROGRAMS, type ProgramName } from './programs.ts';
import { startRedis } from './redis-server.ts';
import type { Workspace } from './workspace.ts';

type Environment = Record<string, string>;
type Use = Lane['uses'][number];

export interface ResourceContext {
  root: string;
  env: NodeJS.ProcessEnv;
  workspace: Workspace;
  signal: AbortSignal;
}

/** What lanes share. Each is started when the first lane asks for it, and stopped at the end. */
export class Resources {
  readonly #context: ResourceContext;
  readonly #started = new Map<Use, Promise<Environment>>();
  readonly #stops = new StopStack();

  constructor(context: ResourceContext) {
    this.#context = context;
  }

  /** The environment that tells a lane where its resources and programs are. */
  async environmentFor(lane: Lane): Promise<Environment> {
    const parts: Environment[] = [];
    for (const use of lane.uses) parts.push(await this.#once(use));
    return Object.assign({}, programPaths([...lane.needs, ...lane.wants]), ...parts) as Environment;
  }

  /** Stops everything; returns what could not be. */
  close(): Promise<unknown[]> {
    return this.#stops.run(90_000);
  }

  #once(use: Use): Promise<Environment> {
    const started = this.#started.get(use) ?? this.#start(use);
    this.#started.set(use, started);
    return started;
  }

  async #start(use: Use): Promise<Environment> {
    switch (use) {
      case 'postgres':
        return this.#startPostgres();
      case 'redis':
        return this.#startRedis();
      case 'build':
        return this.#build();
      case 'bundles':
        return this.#bundle();
      case 'installation':
        return this.#startInstallation();
    }
  }

  async #startPostgres(): Promise<Environment> {
    const given = this.#context.env.TEST_DATABASE_URL;
    if (given) return { TEST_DATABASE_URL: given };
    const cluster = await startThrowawayCluster(this.#context.root);
    this.#stops.push(() => cluster.remove());
    return { TEST_DATABASE_URL: cluster.url };
  }

  async #startRedis(): Promise<Environment> {
    const redis = await startRedis(find('redis-server') ?? 'redis-server', this.#context.workspace);
    this.#stops.push(() => redis.stop());
    return { REDIS_URL: redis.url };
  }

  async #build(): Promise<Environment> {
    const { root, signal } = this.#context;
    const log = (chunk: Buffer): boolean => process.stdout.write(chunk);
    await ensureBuilt({ root, outputs: [...BUILD_OUTPUTS], log, signal });
    return {};
  }

  async #bundle(): Promise<Environment> {
    await this.#once('build');
    const { root, env } = this.#context;
    await bundlePrograms(root, env);
    return { TEST_BUNDLES: 'true' };
  }

  async #startInstallation(): Promise<Environment> {
    const installation = await startInstallation(this.#context);
    this.#stops.push(() => installation.stop());
    return { E2E_URL: installation.url, E2E_DATA_DIR: installation.dataDir };
  }
}

function programPaths(names: ProgramName[]): Environment {
  const found = names.map((name) => [PROGRAMS[name].variable, find(name)] as const);
  return Object.fromEntries(found.filter(([, path]) => path !== undefined)) as Environment;
}
