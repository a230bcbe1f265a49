import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSecretFiles } from '../../infra/compose/secret-files.mjs';
import { SECRETS } from '../../infra/compose/secret-table.mjs';
import { readProvisionConfig } from '../../infra/provision/provision.config.mjs';
import { readMigrationConfig } from '../../libs/shared/platform/src/config/migration.config.ts';
import { BUILD_OUTPUTS } from '../supervisor/processes.ts';
import { textOf } from './checkout.ts';
import { mountedSecrets, readComposeFile, withDefaults, type ComposeService } from './compose-file.ts';
import { configSlices, readersOf } from './config-slices.ts';

const file = readComposeFile();
const all = Object.entries(file.services);
const isOneShot = (name: string): boolean => name === 'provision' || name.startsWith('migrate-');
const running = all.filter(([name]) => !isOneShot(name));
const processes = BUILD_OUTPUTS.flatMap((path) => /(\w+)\/dist\/main\.js$/.exec(path)?.[1] ?? []);
const migrated = BUILD_OUTPUTS.flatMap((path) => /(\w+)\/dist\/migrate\.js$/.exec(path)?.[1] ?? []);

function service(name: string): ComposeService {
  const found = file.services[name];
  if (!found) throw new Error(`no ${name} in docker-compose.yml`);
  return found;
}

describe('docker-compose.yml', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compose-secrets-'));
  makeSecretFiles(folder);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The environment as the process in the container reads it, with secrets that were just made. */
  const environmentOf = (name: string): Record<string, string> => {
    const mounts = mountedSecrets(service(name));
    const entries = Object.entries(service(name).environment ?? {}).map(([key, value]) => {
      const secret = mounts.get(value);
      return [key, secret === undefined ? withDefaults(value) : join(folder, secret)];
    });
    return Object.fromEntries(entries) as Record<string, string>;
  };

  it('has every process of an installation, and one migration for each that has a schema', () => {
    expect(processes).toHaveLength(7);
    expect(running.map(([name]) => name).sort()).toEqual([...processes, 'postgres', 'redis'].sort());
    expect(all.map(([name]) => name).filter((name) => name.startsWith('migrate-'))).toEqual(
      migrated.map((name) => `migrate-${name}`),
    );
  });

  it.each(processes)('gives %s a configuration that it accepts', async (name) => {
    const env = environmentOf(name);
    const readers = await readersOf(name);
    expect(readers.length).toBeGreaterThan(0);
    for (const read of readers) expect(() => read(env)).not.toThrow();
  });

  it('sets nothing that nobody reads', () => {
    const read = new Set(configSlices().flatMap(({ keys }) => keys));
    const provisioned = migrated.flatMap((name) => [`${name}_DATABASE_URL`, `${name}_MIGRATION_DATABASE_URL`]);
    const known = new Set([...read, ...provisioned.map((key) => key.toUpperCase())]);
    const ours = all.filter(([, { image }]) => image.startsWith('throughline/'));
    const set = ours.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(set.map((key) => key.replace(/_FILE$/, '')).filter((key) => !known.has(key))).toEqual([]);
  });

  it('gives the readers of a service something to refuse', async () => {
    const readers = await readersOf('identity');
    const { INTERNAL_SECRET_FILE: _missing, ...rest } = environmentOf('identity');
    expect(() => readers.forEach((read) => read(rest))).toThrow('INTERNAL_SECRET');
  });

  it('provisions with the passwords that the services log in with', () => {
    const { services } = readProvisionConfig(environmentOf('provision'));
    expect(services.map((one) => one.service)).toEqual(migrated);
    for (const { service: name, owner } of services) {
      const { MIGRATION_DATABASE_URL } = readMigrationConfig(environmentOf(`migrate-${name}`));
      expect(new URL(MIGRATION_DATABASE_URL)).toMatchObject({ username: `${name}_owner`, password: owner });
    }
  });

  it('starts everything in order, each dependency with its condition', () => {
    for (const [, { depends_on: dependencies = {} }] of all) {
      for (const [name, { condition }] of Object.entries(dependencies)) {
        expect(condition).toBe(isOneShot(name) ? 'service_completed_successfully' : 'service_healthy');
        expect(Object.keys(file.services)).toContain(name);
      }
    }
    expect(Object.keys(service('gateway').depends_on ?? {})).toEqual(migrated);
    for (const name of migrated) expect(service(name).depends_on).toHaveProperty(`migrate-${name}`);
  });

  it.each(running)('%s tells its health, comes back, is limited and ends within its time', (_name, one) => {
    expect(one.healthcheck?.test?.length).toBeGreaterThan(1);
    expect(one.restart).toBe('unless-stopped');
    expect(one.deploy?.resources?.limits).toMatchObject({ cpus: expect.any(String), memory: expect.any(String) });
    expect(parseInt(one.stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(30);
  });

  it.each(all)('%s has no privilege and no writable root', (_name, one) => {
    expect(one).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(one).not.toHaveProperty('privileged');
    expect(one.image).toMatch(/:[^:]+$/);
    expect(one.image).not.toMatch(/latest/);
    // Ours are built with a numeric user; the others get one here.
    expect(one.image.startsWith('throughline/') || /^[1-9]\d*:[1-9]\d*$/.test(one.user ?? '')).toBe(true);
  });

  it('takes every secret from a file that make-secrets makes', () => {
    const made = SECRETS.map(([name]) => name);
    for (const [name, { file: path }] of Object.entries(file.secrets)) {
      expect(path).toBe(`./secrets/${name}`);
      expect(made).toContain(name);
    }
    for (const [, one] of all) {
      for (const secret of mountedSecrets(one).values()) expect(Object.keys(file.secrets)).toContain(secret);
      for (const [key, value] of Object.entries(one.environment ?? {})) {
        if (/SECRET|TOKEN|PASSWORD|KEK|DATABASE_URL|REDIS_URL/.test(key))
          expect([key, value]).toEqual([expect.stringMatching(/_FILE$/), expect.stringMatching(/^\/run\/secrets\//)]);
      }
    }
  });

  it('mounts every secret that the environment names', () => {
    for (const [, one] of all) {
      const named = Object.values(one.environment ?? {}).filter((value) => value.startsWith('/run/secrets/'));
      for (const path of named) expect([...mountedSecrets(one).keys()]).toContain(path);
    }
  });

  it('leads those that store or read artifacts, and nobody else, to the bucket that .env names', () => {
    const of = (name: string): string[] =>
      Object.keys(service(name).environment ?? {}).filter((key) => key.startsWith('BLOB_S3_'));
    expect(processes.filter((name) => of(name).length > 0)).toEqual(['pipelines', 'deployments']);
    const read = configSlices().flatMap(({ keys }) => keys.filter((key) => key.startsWith('BLOB_S3_')));
    for (const name of ['pipelines', 'deployments'])
      expect(
        of(name)
          .map((key) => key.replace(/_FILE$/, ''))
          .sort(),
      ).toEqual([...new Set(read)].sort());
  });

  it('publishes the gateway and nothing else', () => {
    expect(all.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['gateway']);
  });

  it('lets a runner reach the gateway and no other process', () => {
    const reached = all.filter(([, { networks = [] }]) =>
      networks.some((name) => service('runner').networks?.includes(name)),
    );
    expect(reached.map(([name]) => name).sort()).toEqual(['gateway', 'runner']);
  });

  it('keeps PostgreSQL and Redis on networks without a way out', () => {
    for (const name of ['postgres', 'redis']) {
      for (const network of service(name).networks ?? []) expect(file.networks[network]).toEqual({ internal: true });
    }
    expect(service('gateway').networks).not.toContain('database');
  });

  it('never lets Redis evict or forget a job', () => {
    expect(service('redis').command).toMatch(/--maxmemory-policy noeviction --appendonly yes/);
  });

  it('declares what it uses', () => {
    for (const [, { networks = [], volumes = [] }] of all) {
      for (const network of networks) expect(Object.keys(file.networks)).toContain(network);
      for (const volume of volumes) expect(Object.keys(file.volumes)).toContain(volume.split(':')[0]);
    }
  });

  it('builds each process from a stage of the Dockerfile, once', () => {
    for (const name of processes) {
      const { build, image } = service(name);
      expect(textOf('Dockerfile')).toMatch(new RegExp(`^FROM .* AS ${build?.target}$`, 'm'));
      expect(build?.args?.APP ?? name).toBe(name);
      expect(withDefaults(image)).toBe(`throughline/${name}:dev`);
    }
  });
});
