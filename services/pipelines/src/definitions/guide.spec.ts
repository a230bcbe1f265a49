import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_KINDS } from './node-kinds.rules.js';
import { parseDefinition } from './definition-parser.js';
import { fieldsOf } from './node-fields.js';

const guide = readFileSync(join(__dirname, '../../../../docs/pipelines.md'), 'utf8');

describe('the guide to pipeline files', () => {
  it('has an example without a mistake', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    expect(parseDefinition(example)).toHaveProperty('definition');
  });

  it('has an example of variables without a mistake', () => {
    const page = readFileSync(join(__dirname, '../../../../docs/variables.md'), 'utf8');
    expect(parseDefinition(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '')).toHaveProperty('definition');
  });

  it.each(NODE_KINDS)('names every field of a %s', (kind) => {
    const row = new RegExp(`^\\| \`${kind}\` .*$`, 'm').exec(guide)?.[0] ?? '';
    const common = [
      'kind',
      'name',
      'needs',
      'stage',
      'timeout',
      'when',
      'if',
      'continueOnError',
      'retry',
      'onFail',
      'matrix',
    ];
    const own = Object.keys(fieldsOf(kind)).filter((field) => !common.includes(field));
    expect(own.filter((field) => !row.includes(`\`${field}\``))).toEqual([]);
    expect(row).not.toBe('');
    expect(common.filter((field) => !new RegExp(`^\\| \`${field}\` +\\|`, 'm').test(guide))).toEqual([]);
  });
});
