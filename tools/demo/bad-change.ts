import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from './stage.ts';

const GOOD = `visits.record(name ?? 'world')`;
// Visitors who give no name have none to lower-case. The tests only ever greet Ada.
const BAD = `visits.record(name.toLowerCase())`;

export const BAD_MESSAGE = 'feat: count visits whatever the case of the name';

/** Writes the second change into the work tree: it looks harmless, passes the tests, and breaks for real visitors. */
export function writeBadChange(stage: Stage): void {
  const file = join(stage.repository.workTree, 'src/app.js');
  const source = readFileSync(file, 'utf8');
  if (!source.includes(GOOD)) throw new Error('examples/hello-service no longer holds the line that the demo breaks');
  writeFileSync(file, source.replace(GOOD, BAD));
}
