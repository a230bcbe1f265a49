import { createDataSource, OrgTx, SystemTx } from '@throughline/platform';
import type { TestDatabase } from '@throughline/testing';
import { verifyChains } from '../src/audit-log/audit-verification.js';
import { chainInWords } from '../src/audit-log/chain-words.js';
import { manifest } from '../src/manifest.js';

/** What the verification says of an organization, as the schema's owner. */
export async function wordsOn(db: TestDatabase, slug?: string): Promise<string[]> {
  const dataSource = createDataSource(manifest, { url: db.ownerUrl, poolSize: 1, applicationName: 'verify' });
  await dataSource.initialize();
  const transactions = { orgTx: new OrgTx(dataSource), systemTx: new SystemTx(dataSource) };
  try {
    const lines: string[] = [];
    for await (const report of verifyChains(transactions, slug)) lines.push(chainInWords(report));
    return lines;
  } finally {
    await dataSource.destroy();
  }
}
