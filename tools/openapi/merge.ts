/**
 * `node tools/openapi/merge.ts [--check]`: makes gateway/openapi.json of the services' documents and of what the
 * gateway answers by itself. With `--check` it writes nothing, and exits 1 when the file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ApiDocument, Source } from './document.ts';
import { GATEWAY_VIEW } from './gateway-view.ts';
import { mergeDocuments } from './merge-documents.ts';

const ROOT = join(import.meta.dirname, '../..');
const SERVICES = ['identity', 'pipelines', 'deployments', 'observability', 'billing'];
const TARGET = join(ROOT, 'gateway/openapi.json');

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

try {
  const text = `${JSON.stringify(mergeDocuments([...SERVICES.map(read), GATEWAY_VIEW], 'Throughline'), null, 2)}\n`;
  if (!values.check) writeFileSync(TARGET, text);
  else if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) {
    throw new Error('gateway/openapi.json is not what the services say: run `npm run openapi` and commit it');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function read(name: string): Source {
  const file = join(ROOT, `services/${name}/openapi.json`);
  if (!existsSync(file)) throw new Error(`services/${name}/openapi.json is missing: run \`npm run openapi\``);
  return { name, document: JSON.parse(readFileSync(file, 'utf8')) as ApiDocument };
}
