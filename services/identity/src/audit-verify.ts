import { createDataSource, OrgTx, readMigrationConfig, SystemTx } from '@throughline/platform';
import { parseArgs } from 'node:util';
import { verifyChains } from './audit-log/audit-verification.js';
import { chainInWords } from './audit-log/chain-words.js';
import { manifest } from './manifest.js';

const { values } = parseArgs({ options: { org: { type: 'string' } } });
const dataSource = createDataSource(manifest, {
  url: readMigrationConfig().MIGRATION_DATABASE_URL,
  poolSize: 1,
  applicationName: 'audit-verify',
});

let bad = 0;
try {
  await dataSource.initialize();
  const transactions = { orgTx: new OrgTx(dataSource), systemTx: new SystemTx(dataSource) };
  for await (const report of verifyChains(transactions, values.org)) {
    if (report.bad) bad += 1;
    process.stdout.write(`${chainInWords(report)}\n`);
  }
} catch (error) {
  bad += 1;
  process.stderr.write(`The audit log could not be verified: ${(error as Error).message}\n`);
} finally {
  if (dataSource.isInitialized) await dataSource.destroy();
}
process.exitCode = bad > 0 ? 1 : 0;
