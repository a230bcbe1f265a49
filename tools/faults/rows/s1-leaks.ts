import { type OpenApiDocument, operationsOf, type TestDatabase } from '@throughline/testing';
import type { Secrets } from './s1-secrets.ts';
import type { Surroundings } from './s1-surroundings.ts';
import { replyTo, sendStrangers } from './s1-strangers.ts';

export interface Scanned {
  /** Where the requests go: a service, or the gateway. */
  url: string;
  /** The `Authorization` of one who may call the operation. */
  bearer: (operationId: string) => Promise<string>;
  document: OpenApiDocument;
  orgId: string;
  params: Record<string, string>;
  db: TestDatabase;
  surroundings: Surroundings;
}

export interface Leaks {
  found: string[];
  /** How much was looked at. */
  rows: number;
  lines: number;
  replies: number;
  redisBytes: number;
  traces: number;
}

/** Sends secrets of strangers too, then looks for all of them wherever something is kept or comes back. */
export async function leaksOf(secrets: Secrets, scanned: Scanned): Promise<Leaks> {
  const toStrangers = await sendStrangers(scanned, secrets);
  return search(secrets, scanned, toStrangers);
}

/** Looks in every row of every schema, the log, the reply to everything readable, Redis' files and the traces. */
export async function search(
  secrets: Secrets,
  scanned: Scanned,
  more: { what: string; text: string }[] = [],
): Promise<Leaks> {
  const replies = [...more, ...(await readEverything(scanned))];
  const rows = await everyRow(scanned.db);
  const [files, traces] = [await scanned.surroundings.redisFiles(), await scanned.surroundings.traces()];
  const lines = [...scanned.surroundings.logs.lines];
  const found = [
    ...replies.flatMap(({ what, text }) => secrets.in(text, `the reply to ${what}`)),
    ...rows.flatMap(({ table, text }) => secrets.in(text, `a row of ${table}`)),
    ...lines.flatMap((line) => secrets.in(line, `the log line ${line.slice(0, 120)}`)),
    ...files.flatMap(({ file, text }) => secrets.in(text, `Redis’ ${file}`)),
    ...traces.flatMap((text) => secrets.in(text, 'a trace')),
  ];
  const redisBytes = files.reduce((sum, { text }) => sum + text.length, 0);
  const counts = { rows: rows.length, lines: lines.length, replies: replies.length, traces: traces.length };
  return { found: [...new Set(found)], ...counts, redisBytes };
}

/** As superuser, so that no policy hides a row. Bytes are written in hex. */
async function everyRow(db: TestDatabase): Promise<{ table: string; text: string }[]> {
  const tables = await db.query<{ table: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS table FROM information_schema.tables
      WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  const rows: { table: string; text: string }[] = [];
  for (const { table } of tables) {
    const texts = await db.query<{ text: string }>(`SELECT each_row::text AS text FROM ${table} AS each_row`);
    rows.push(...texts.map(({ text }) => ({ table, text })));
  }
  return rows;
}

async function readEverything({ url, document, orgId, params, bearer }: Scanned) {
  const replies: { what: string; text: string }[] = [];
  for (const { id, method, path, isStream } of operationsOf(document)) {
    if (method !== 'GET' || isStream) continue;
    const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'org' ? orgId : (params[name] ?? 'missing'),
    );
    replies.push({ what: id, text: await replyTo(`${url}${place}`, { headers: { authorization: await bearer(id) } }) });
  }
  return replies;
}
