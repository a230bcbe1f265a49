import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { provision } from '../../infra/provision/provision.mjs';

// Roles belong to the whole server, which other tests use at the same time: this service is nobody else's.
const service = `probe_${randomBytes(4).toString('hex')}`;
const database = `provision_${service}`;
const serverUrl = process.env['TEST_DATABASE_URL'] ?? '';

function urlOf(user?: string, password = ''): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) Object.assign(url, { username: user, password });
  return url.href;
}

async function run(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const configWith = (password: string, adminUrl = urlOf()) => ({
  adminUrl,
  services: [{ service, owner: 'owner-word', password }],
  queue: undefined,
});

describe('provisioning', () => {
  beforeAll(async () => {
    await run(serverUrl, `CREATE DATABASE ${database}`);
    await provision(configWith('first'));
  });
  afterAll(async () => {
    await run(serverUrl, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await run(
      serverUrl,
      ...[`svc_${service}`, `${service}_owner`, `${service}_admin`].map((role) => `DROP ROLE IF EXISTS ${role}`),
    );
  });

  it('makes a schema that its owner may fill and its service may only use', async () => {
    await run(urlOf(`${service}_owner`, 'owner-word'), 'CREATE TABLE thing (id int)');
    await expect(run(urlOf(`svc_${service}`, 'first'), 'CREATE TABLE other (id int)')).rejects.toThrow(
      'permission denied',
    );
    const [row] = await run(urlOf(`svc_${service}`, 'first'), 'SELECT current_schema() AS schema');
    expect(row).toEqual({ schema: service });
  });

  it('may run again, and then sets the passwords of today', async () => {
    await provision(configWith('second'));
    await expect(run(urlOf(`svc_${service}`, 'second'), 'SELECT 1')).resolves.toHaveLength(1);
  });

  it('may run twice at a time', async () => {
    await expect(Promise.all([1, 2, 3].map(() => provision(configWith('third'))))).resolves.toHaveLength(3);
  });

  it('closes the database to roles that are not named', async () => {
    const [row] = await run(
      urlOf(),
      `SELECT has_database_privilege('svc_${service}', current_database(), 'CONNECT') AS ours,
      EXISTS (SELECT FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = current_database() AND a.grantee = 0) AS everybody`,
    );
    expect(row).toEqual({ ours: true, everybody: false });
  });

  it('works for the administrator of a managed server, who is no superuser', async () => {
    const administrator = `${service}_admin`;
    await run(
      serverUrl,
      `CREATE ROLE ${administrator} LOGIN CREATEROLE PASSWORD 'admin-word'`,
      `GRANT ${service}_owner, svc_${service} TO ${administrator} WITH ADMIN OPTION`,
      `ALTER DATABASE ${database} OWNER TO ${administrator}`,
    );
    await provision(configWith('fourth', urlOf(administrator, 'admin-word')));
    await expect(run(urlOf(`svc_${service}`, 'fourth'), 'SELECT 1')).resolves.toHaveLength(1);
  });

  it('changes nothing when it may not do everything', async () => {
    const lesser = urlOf(`${service}_owner`, 'owner-word');
    await expect(provision(configWith('fifth', lesser))).rejects.toThrow('permission denied');
    await expect(run(urlOf(`svc_${service}`, 'fourth'), 'SELECT 1')).resolves.toHaveLength(1);
  });
});
