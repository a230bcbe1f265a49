import { type InternalTokenClaims } from '@throughline/contracts';
import {
  type LogCapture,
  type OpenApiDocument,
  operationsOf,
  type TestDatabase,
  type TestService,
} from '@throughline/testing';
import type { Secrets } from './s1-secrets.ts';

export interface Scanned {
  service: TestService;
  document: OpenApiDocument;
  orgId: string;
  params: Record<string, string>;
  claims: () => Partial<InternalTokenClaims>;
  logs: LogCapture;
}

export interface Leaks {
  found: string[];
  /** How much was looked at. */
  rows: number;
  lines: number;
  replies: number;
}

/** Looks for the secrets in every row of every schema, every line of the logs and the reply to everything readable. */
export async function leaksOf(secrets: Secrets, scanned: Scanned): Promise<Leaks> {
  const replies = await readEverything(scanned);
  const rows = await everyRow(scanned.service.db);
  const lines = [...scanned.logs.lines];
  const found = [
    ...replies.flatMap(({ what, text }) => secrets.in(text, `the reply to ${what}`)),
    ...rows.flatMap(({ table, text }) => secrets.in(text, `a row of ${table}`)),
    ...lines.flatMap((line) => secrets.in(line, `the log line ${line.slice(0, 120)}`)),
  ];
  return { found: [...new Set(found)], rows: rows.length, lines: lines.length, replies: replies.length };
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

async function readEverything({ service, document, orgId, params, claims }: Scanned) {
  const replies: { what: string; text: string }[] = [];
  for (const { id, method, path, isStream } of operationsOf(document)) {
    if (method !== 'GET' || isStream) continue;
    const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'org' ? orgId : (params[name] ?? 'missing'),
    );
    const headers = { authorization: await service.bearer(claims()) };
    const answer = await fetch(`${service.url}${place}`, { headers });
    replies.push({ what: id, text: `${JSON.stringify([...answer.headers])}\n${await answer.text()}` });
  }
  return replies;
}
