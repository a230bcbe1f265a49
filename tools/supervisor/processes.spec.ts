import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecrets } from '../secrets/secret-store.ts';
import { stagesOf } from './bring-up.ts';
import { openDataFolder } from './data-folder.ts';
import { LISTENERS, type Ports } from './ports.ts';
import { migrationTable, processTable, secretsTable, type Installation, type ProcessSpec } from './processes.ts';
import { rolePasswords } from './role-passwords.ts';

describe('the process table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'processes-'));
  const secrets = openSecrets(join(folder, 'secrets'));
  const installation: Installation = {
    root: '/checkout',
    data: openDataFolder(folder),
    ports: Object.fromEntries(LISTENERS.map((name, index) => [name, 4400 + index])) as Ports,
    databaseUrl: 'postgres://throughline:pw@127.0.0.1:5433/throughline?sslmode=disable',
    redisUrl: undefined,
    passwords: rolePasswords(secrets),
    secrets,
    gatewayHost: '127.0.0.1',
    logLevel: 'info',
  };
  const table = processTable(installation);
  const named = (name: string): ProcessSpec | undefined => table.find((spec) => spec.name === name);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('starts services, then the gateway, then the runner', () => {
    expect(stagesOf(table).map((stage) => stage.map(({ name }) => name))).toEqual([
      ['identity', 'pipelines', 'deployments', 'observability', 'billing'],
      ['gateway'],
      ['runner'],
    ]);
  });

  it('gives every service its own roles on the same database', () => {
    expect(named('billing')?.env).toMatchObject({
      DATABASE_URL: expect.stringMatching(
        /^postgres:\/\/svc_billing:.+@127\.0\.0\.1:5433\/throughline\?sslmode=disable$/,
      ),
      MIGRATION_DATABASE_URL: expect.stringMatching(/^postgres:\/\/billing_owner:.+@127\.0\.0\.1:5433\/throughline/),
      SERVICE_PORT: '4405',
      SERVICE_HOST: '127.0.0.1',
    });
    const urls = table.map(({ env }) => env.DATABASE_URL).filter(Boolean);
    expect(new Set(urls).size).toBe(5);
  });

  it('keeps queues in PostgreSQL unless there is a Redis', () => {
    expect(named('billing')?.env.QUEUE_DATABASE_URL).toMatch(/^postgres:\/\/queue:/);
    const other = processTable({ ...installation, redisUrl: 'redis://127.0.0.1:6379' });
    const { REDIS_URL, QUEUE_DATABASE_URL } = other.find(({ name }) => name === 'billing')?.env ?? {};
    expect({ REDIS_URL, QUEUE_DATABASE_URL }).toEqual({ REDIS_URL: 'redis://127.0.0.1:6379' });
  });

  it('tells the gateway where everybody is', () => {
    expect(named('gateway')?.env).toMatchObject({
      GATEWAY_PORT: '4400',
      IDENTITY_URL: 'http://127.0.0.1:4401',
      BILLING_URL: 'http://127.0.0.1:4405',
      PUBLIC_URL: 'http://localhost:4400',
      WEB_DIR: '/checkout/web/dist',
    });
  });

  it('keeps keys and database addresses from the gateway and the runner', () => {
    const secretive = (name: string): string[] =>
      Object.keys(named(name)?.env ?? {}).filter((key) => /DATABASE|KEK|REDIS|INTERNAL/.test(key));
    expect(secretive('gateway').sort()).toEqual(['INTERNAL_SECRET', 'QUEUE_DATABASE_URL']);
    expect(secretive('runner')).toEqual([]);
  });

  it('hides its data folder from the steps of pipelines', () => {
    expect(named('runner')?.env.RUNNER_HIDDEN_PATHS).toBe(installation.data.path);
  });

  it('lets the runner register with the token that pipelines expects', () => {
    expect(named('runner')?.env.RUNNER_REGISTRATION_TOKEN).toBe(named('pipelines')?.env.RUNNER_REGISTRATION_TOKEN);
  });

  it('gives services the earlier key-encryption keys, where there are some', () => {
    expect(named('billing')?.env).not.toHaveProperty('KEK_PREVIOUS');
    const secrets = { ...installation.secrets, given: (name: string) => (name === 'kek-previous' ? 'old' : undefined) };
    for (const { env } of secretsTable({ ...installation, secrets }))
      expect(env).toMatchObject({ KEK_PREVIOUS: 'old', KEK: secrets.key('kek') });
  });

  it('works on the secrets of each service as its own role', () => {
    const jobs = secretsTable(installation);
    expect(jobs.map(({ entry }) => entry)).toContain('/checkout/services/billing/dist/secrets.js');
    for (const { name, env } of jobs)
      expect(env['DATABASE_URL']).toBe(named(name.replace('secrets-', ''))?.env['DATABASE_URL']);
  });

  it('migrates each service with the environment it runs in', () => {
    const migrations = migrationTable(installation);
    expect(migrations).toHaveLength(5);
    for (const { name, env } of migrations) expect(env).toEqual(named(name.replace('migrate-', ''))?.env);
  });
});
