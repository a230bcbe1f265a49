import type { Tx } from '../database/tx.js';
import { type PurgeStep, purgeOrder, type Reference } from './purge-order.js';

const TABLES = `SELECT c.relname AS name FROM pg_class c
   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped)`;

const REFERENCES = `SELECT f.conrelid::regclass::text AS "from", f.confrelid::regclass::text AS "to" FROM pg_constraint f
   WHERE f.contype = 'f' AND f.connamespace = current_schema()::regnamespace AND f.conparentid = 0`;

/** The tables of this service that hold rows of organizations, as the catalogue has them now, in purge order. */
export async function tenantTables(tx: Tx): Promise<PurgeStep[]> {
  const tables = await tx.query<{ name: string }>(TABLES);
  const references = await tx.query<Reference>(REFERENCES);
  return purgeOrder(
    tables.map(({ name }) => name),
    references,
  );
}
