import { Client } from 'pg';
import { createLogger, DataKeys, DataKeyStore, SecretBox } from '@throughline/platform';

/** The private key of an installation, opened with its key-encryption key. @param url as a superuser */
export async function signingKeyOf(url: string, kek: string): Promise<string> {
  const client = new Client({ connectionString: url });
  const store = new DataKeyStore({ DATABASE_URL: url }, { name: 'identity' });
  await client.connect();
  try {
    const { rows } = await client.query<{ kid: string; private_key_sealed: string }>(
      'SELECT kid, private_key_sealed FROM identity.signing_key WHERE retired_at IS NULL',
    );
    const [row] = rows;
    if (!row) throw new Error('identity has no signing key');
    const config = { KEK: kek };
    const box = new SecretBox(new DataKeys(store, config), config, createLogger('bench', 'silent'));
    return await box.open(`signing_key/${row.kid}/private_key`, row.private_key_sealed);
  } finally {
    await Promise.all([client.end(), store.onApplicationShutdown()]);
  }
}
