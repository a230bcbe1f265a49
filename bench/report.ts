import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { printResult } from './result/print-result.ts';
import { readResult } from './result/result-files.ts';

// `npm run bench:report [-- <name> …]`: the last results, each beside the accepted one.
const OUT = join(import.meta.dirname, 'out');
const present = existsSync(OUT) ? readdirSync(OUT).filter((file) => file.endsWith('.json')) : [];
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : present.map((file) => file.slice(0, -'.json'.length)).sort();
if (names.length === 0) console.log('There is no result yet: npm run bench -- <name>');
for (const name of names) {
  const result = readResult('out', name);
  if (result) printResult(result, readResult('accepted', name));
  else console.error(`There is no result of ${name}: npm run bench -- ${name}`);
}
