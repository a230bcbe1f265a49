import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { provision, type RolePasswords } from './provision.ts';
import { SERVICES } from '../../libs/shared/platform/src/database/provision-sql.ts';
import { startThrowawayCluster, type ThrowawayCluster } from './throwaway-cluster.ts';

const CHECKOUT = join(__dirname, '../..');

function passwords(mark: string): RolePasswords {
  const each = Object.fromEntries(SERVICES.map((name: string) => [name, `${name}${mark}`]));
  return { owners: each, services: each, queue: `queue${mark}` };
}

describe('an embedded cluster', () => {
  let cluster: ThrowawayCluster;
  let url: string;
  const as = async <T>(role: string, password: string, work: (client: Client) => Promise<T>): Promise<T> => {
    const address = new URL(url);
    address.username = role;
    address.password = password;
    const client = new Client({ connectionString: address.href });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    cluster = await startThrowawayCluster(CHECKOUT);
    url = await provision(cluster.url, passwords('1'));
  }, 60_000);

  afterAll(() => cluster.remove());

  it('lets several provision at once, and the last password holds', async () => {
    await Promise.all([1, 2, 3, 4].map(() => provision(cluster.url, passwords('2'))));
    await expect(as('svc_billing', 'billing1', () => Promise.resolve())).rejects.toThrow('password');
    await as('svc_billing', 'billing2', () => Promise.resolve());
    await provision(cluster.url, passwords('1'));
  }, 60_000);

  it('gives a service what its migrations grant and nothing else', async () => {
    await as('billing_owner', 'billing1', async (client) => {
      await client.query('CREATE TABLE plan (name text); CREATE TABLE hidden (name text)');
      await client.query('GRANT SELECT, INSERT ON plan TO svc_billing');
    });
    await as('svc_billing', 'billing1', async (client) => {
      await client.query(`INSERT INTO plan VALUES ('free')`);
      expect((await client.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '30s' }]);
      await expect(client.query('CREATE TABLE mine (x int)')).rejects.toThrow('permission denied for schema billing');
      await expect(client.query('CREATE TABLE public.mine (x int)')).rejects.toThrow('permission denied');
      await expect(client.query('SELECT FROM hidden')).rejects.toThrow('permission denied for table hidden');
      await expect(client.query('TRUNCATE plan')).rejects.toThrow('permission denied');
      await expect(client.query('CREATE SCHEMA other')).rejects.toThrow('permission denied for database');
    });
    await as('svc_identity', 'identity1', async (client) => {
      await expect(client.query('SELECT FROM billing.plan')).rejects.toThrow('permission denied for schema billing');
      await expect(client.query('SET ROLE billing_owner')).rejects.toThrow('permission denied to set role');
    });
  });

  it('lets the queues make their own tables', async () => {
    await as('queue', 'queue1', async (client) => {
      await client.query('CREATE SCHEMA IF NOT EXISTS bullmq');
      await client.query('CREATE TABLE bullmq.job (id uuid)');
    });
  });

  it('refuses a role that has become powerful', async () => {
    await as('svc_billing', 'billing1', () => Promise.resolve());
    const admin = new Client({ connectionString: url });
    await admin.connect();
    await admin.query('ALTER ROLE svc_billing BYPASSRLS');
    await expect(provision(cluster.url, passwords('1'))).rejects.toThrow('svc_billing exists and has more power');
    await admin.query('ALTER ROLE svc_billing NOBYPASSRLS');
    await admin.end();
  });

  it('needs no superuser, only one who may create databases and roles', async () => {
    const other = await startThrowawayCluster(CHECKOUT);
    try {
      const admin = new Client({ connectionString: other.url });
      await admin.connect();
      await admin.query(`CREATE ROLE steward LOGIN CREATEDB CREATEROLE PASSWORD 'pw'`);
      await admin.end();
      const address = new URL(other.url);
      address.username = 'steward';
      address.password = 'pw';
      await provision(address.href, passwords('1'));
      await provision(address.href, passwords('2'));
    } finally {
      await other.remove();
    }
  }, 60_000);

  it('is reached by a socket, where its folder is not too long for one, and by its port', async () => {
    const hasSocket = new URL(cluster.url).searchParams.has('host');
    const peers = await Promise.all(
      [cluster.url, cluster.url.replace(/\?.*/, '')].map(async (address) => {
        const client = new Client({ connectionString: address });
        await client.connect();
        const { rows } = await client.query<{ peer: string | null }>('SELECT inet_client_addr() AS peer');
        await client.end();
        return rows[0]?.peer;
      }),
    );
    expect(peers).toEqual([hasSocket ? null : '127.0.0.1', '127.0.0.1']);
  });

  it('is gone with its folder when it is removed', async () => {
    const other = await startThrowawayCluster(CHECKOUT);
    const client = new Client({ connectionString: other.url });
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    await client.end();
    await other.remove();
    const folder = rows[0]?.data_directory ?? '/';
    expect(existsSync(folder)).toBe(false);
  }, 60_000);
});
