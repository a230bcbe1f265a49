import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDefinition } from '../definitions/definition-parser.js';
import { EVIDENCE_FIELDS } from './evidence-facts.rules.js';
import { REPORT_FORMATS } from './reports/report.rules.js';

const guide = readFileSync(join(__dirname, '../../../../docs/evidence.md'), 'utf8');
const hasRow = (name: string): boolean => new RegExp(`^\\| \`${name}\` +\\|`, 'm').test(guide);

describe('the guide to evidence', () => {
  it('has an example without a mistake', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    expect(parseDefinition(example)).toHaveProperty('definition');
  });

  it.each(REPORT_FORMATS)('has a row for the report %s', (format) => expect(hasRow(format)).toBe(true));
  it.each(EVIDENCE_FIELDS)('has a row for evidence.%s', (field) => expect(hasRow(`evidence\\.${field}`)).toBe(true));
});
