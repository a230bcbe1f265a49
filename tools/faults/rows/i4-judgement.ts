import type { FurnishedService, OpenApiDocument } from '@throughline/testing';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { furnishDeadLetter } from '../../../libs/shared/testing/src/dead-letter-fixture.ts';
import { report } from '../figure.ts';
import { corpusFor, INJECTED_TABLE } from './i4-corpus.ts';
import { injectEverywhere } from './i4-injection.ts';
import type { Watch } from './i4-watch.ts';

/**
 * Syntax error or access rule violation (42), and a value that is none of its type (22): the string was read as SQL, or as
 * a number, pattern or query. But for NUL (22021, in JSON 22P05), which no text of PostgreSQL's may hold, whoever reads it.
 */
const SYNTAX = /^(42|22(?!021|P05))/;

interface Judged {
  furnished: FurnishedService;
  document: OpenApiDocument;
  watch: Watch;
  /** Which processes the service may start; none by default. */
  isOrdinary?: (argv: readonly string[]) => boolean;
}

/** Sends the corpus everywhere, reports what came of it, and asserts that it was nothing. */
export async function judgeInjections({ furnished, document, watch, isOrdinary = () => false }: Judged): Promise<void> {
  watch.begin();
  const { db } = furnished.service;
  const letter = await furnishDeadLetter(db, document, furnished.orgId);
  const whole = {
    ...furnished,
    params: { ...letter.params, ...furnished.params },
    bodies: { ...letter.bodies, ...furnished.bodies },
  };
  const outcome = await injectEverywhere(whole, document, corpusFor(watch.folder));
  const tables = await db.query('SELECT 1 FROM pg_tables WHERE tablename = $1', [INJECTED_TABLE]);
  const bad = {
    databaseErrors: watch.databaseErrors.filter(({ code }) => SYNTAX.test(code)),
    tables,
    processes: watch.processes.filter((argv) => !isOrdinary(argv)),
    files: watch.strayFiles(),
    answers: [...outcome.problems],
  };
  const none = { databaseErrors: [], tables: [], processes: [], files: [], answers: [] };
  const counts = Object.entries(bad).map(([what, list]) => `${list.length} ${what}`);
  report({
    row: 'I4',
    target: `${furnished.schema}: 0 errors of syntax, processes, files outside, wrong answers`,
    reached: `${outcome.requests} requests to ${outcome.fields.size} string fields (${outcome.accepted} accepted, by ${outcome.open.size} fields): ${counts.join(', ')}`,
    pass: Object.values(bad).every((list) => list.length === 0),
  });
  expect(bad).toEqual(none);
  expect(outcome.accepted).toBeGreaterThan(0);
  await expectToHear(furnished, watch);
}

/** Or the watch would have seen nothing whatever happened. */
async function expectToHear({ service }: FurnishedService, watch: Watch): Promise<void> {
  await expect(service.db.query(`SELECT 'it''s' FORM '`)).rejects.toThrow();
  await new Promise((resolve) => spawn('true', ['heard']).once('exit', resolve));
  writeFileSync(join(watch.folder, 'heard'), '');
  expect(watch.databaseErrors.at(-1)).toMatchObject({ code: '42601' });
  expect(watch.processes.at(-1)).toEqual(['true', 'heard']);
  expect(watch.strayFiles()).toEqual([join(watch.folder, 'heard')]);
}
