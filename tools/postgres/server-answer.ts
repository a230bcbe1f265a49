import { Client } from 'pg';

const WRONG_PASSWORD = '28P01';

/**
 * True when the server at the URL is ready and is the one we started, not another that took the port.
 * Throws when it answers but does not accept the password: waiting would not help.
 */
export async function answers(url: string, clusterName: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that stops while we ask breaks the connection; the failed query already says so.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(`SELECT current_setting('cluster_name') AS name`);
    return rows[0]?.name === clusterName;
  } catch (error) {
    if ((error as { code?: string }).code !== WRONG_PASSWORD) return false;
    throw new Error('PostgreSQL refuses the password kept in the secrets folder: it belongs to another database.', {
      cause: error,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}
