import { INSTALLATION_ID, orgPurgedV1, identityOrgPurgeRequestedV1 } from '@throughline/contracts';
import { OrgPurge, SystemTx } from '@throughline/platform';
import type { TestService } from '../test-service.js';
import { rowsOfOrganization } from './organization-rows.js';
import { furnishPlatformRows } from './platform-rows.js';

export interface PurgeExpectation {
  schema: string;
  doomed: string;
  /** An organization that stays. */
  other: string;
  /** Tables that the fixture leaves empty; every other table with a column `org_id` must have had a row to delete. */
  emptyTables?: readonly string[];
}

/**
 * Purges an organization and looks at every table.
 * @returns what was wrong; empty when no row of it is left, the other organization's rows are bit by bit what they
 *   were, `org-purged` tells the number of rows, and a second purge finds nothing to do
 */
export async function purgeViolations(service: TestService, expectation: PurgeExpectation): Promise<string[]> {
  const { schema, doomed, other, emptyTables = [] } = expectation;
  for (const orgId of [doomed, other]) await furnishPlatformRows(service.db, schema, orgId);
  const before = await rowsOfOrganization(service.db, schema, doomed);
  const otherBefore = await rowsOfOrganization(service.db, schema, other);
  const untested = Object.keys(before).filter((table) => before[table] === '' && !emptyTables.includes(table));
  const count = await countRows(service, schema, doomed);
  await requestPurge(service, schema, doomed);
  await service.app.get(OrgPurge).drain();
  const problems = untested.map((table) => `${table}: the fixture has no row to purge`);
  const left = await rowsOfOrganization(service.db, schema, doomed);
  problems.push(...Object.keys(left).flatMap((table) => (left[table] === '' ? [] : [`${table}: rows are left`])));
  const otherAfter = await rowsOfOrganization(service.db, schema, other);
  const changed = Object.keys(otherBefore).filter((table) => otherBefore[table] !== otherAfter[table]);
  problems.push(...changed.map((table) => `${table}: rows of the other organization changed`));
  const told = (await service.events(orgPurgedV1)).filter((event) => event.organizationId === doomed);
  if (told.length !== 1 || told[0]?.rows !== count) problems.push(`told ${JSON.stringify(told)} of ${count} rows`);
  if ((await service.app.get(OrgPurge).drain()) !== 0) problems.push('a purge is left to do');
  return problems;
}

/** Gives the order as identity's event does; in identity as its own service does. */
export async function requestPurge(service: TestService, schema: string, organizationId: string): Promise<void> {
  if (schema !== 'identity') {
    await service.deliver(identityOrgPurgeRequestedV1, INSTALLATION_ID, { organizationId });
    return;
  }
  await service.app.get(SystemTx).run((tx) => service.app.get(OrgPurge).request(tx, organizationId));
}

async function countRows(service: TestService, schema: string, orgId: string): Promise<number> {
  const tables = Object.keys(await rowsOfOrganization(service.db, schema, orgId));
  let count = 0;
  for (const table of await parentsOnly(service, schema, tables)) {
    const sql = `SELECT count(*)::int AS count FROM ${schema}.${table} WHERE org_id = $1`;
    count += (await service.db.query<{ count: number }>(sql, [orgId]))[0]?.count ?? 0;
  }
  return count;
}

/** A partition's rows are its table's. */
async function parentsOnly(service: TestService, schema: string, tables: string[]): Promise<string[]> {
  const partitions = await service.db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relispartition`,
    [schema],
  );
  return tables.filter((table) => !partitions.some(({ name }) => name === table));
}
