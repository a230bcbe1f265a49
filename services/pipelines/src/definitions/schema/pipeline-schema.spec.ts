import { Ajv } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseDefinition } from '../definition-parser.js';
import { fieldsOf } from '../node-fields.js';
import { NODE_KINDS } from '../node-kinds.rules.js';
import { COMMON_FIELDS, OWN_FIELDS } from './field-schemas.js';
import { pipelineSchema } from './pipeline-schema.js';

const ROOT = join(__dirname, '../../../../..');
const accepts = new Ajv({ allowUnionTypes: true }).compile(pipelineSchema());
const GUIDES = join(ROOT, 'docs');

/** Every whole pipeline that the guides show. */
const shown = readdirSync(GUIDES)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => [...readFileSync(join(GUIDES, name), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)])
  .map(([, text = '']) => text)
  .filter((text) => /^name:/m.test(text) && /^nodes:/m.test(text));

describe('the schema of pipeline files', () => {
  it.each(NODE_KINDS)('has every field of a %s, and no other', (kind) => {
    const fields = Object.keys({ kind: {}, ...COMMON_FIELDS, ...OWN_FIELDS[kind] });
    expect(fields.toSorted()).toEqual(Object.keys(fieldsOf(kind)).toSorted());
  });

  it('accepts every pipeline that the guides show, as the parser does', () => {
    expect(shown.length).toBeGreaterThan(2);
    for (const text of shown) {
      expect(parseDefinition(text)).toHaveProperty('definition');
      expect([text, accepts(parse(text)), accepts.errors]).toEqual([text, true, null]);
    }
  });

  it.each([
    ['no nodes', 'name: p'],
    ['an unknown field', 'name: p\nnodes: { a: { kind: checkout } }\nsteps: 1'],
    ['an unknown kind', 'name: p\nnodes: { a: { kind: bash } }'],
    ['a field of another kind', 'name: p\nnodes: { a: { kind: wait, for: 1d, run: x } }'],
    ['what lacks', 'name: p\nnodes: { a: { kind: shell } }'],
    ['a bad key', 'name: p\nnodes: { A: { kind: checkout } }'],
    ['a bad duration', 'name: p\nnodes: { a: { kind: wait, for: soon } }'],
    ['a bad retry', 'name: p\nnodes: { a: { kind: checkout, retry: { delay: 1s } } }'],
    ['too many retries', 'name: p\nnodes: { a: { kind: checkout, retry: 11 } }'],
    ['a bad answer to a failure', 'name: p\nnodes: { a: { kind: checkout, onFail: { timeout: 1d } } }'],
    ['a bad input', 'name: p\ninputs: { a: { type: text } }\nnodes: { a: { kind: checkout } }'],
    ['a bad policy', 'name: p\nconcurrency: { group: a, policy: wait }\nnodes: { a: { kind: checkout } }'],
  ])('refuses %s, as the parser does', (_what, text) => {
    expect(parseDefinition(text)).toHaveProperty('problems');
    expect(accepts(parse(text))).toBe(false);
  });

  it('is what is published', () => {
    const published = readFileSync(join(ROOT, 'web/public/schemas/pipeline.v1.json'), 'utf8');
    // `npm run openapi` writes it.
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(pipelineSchema())));
  });
});
