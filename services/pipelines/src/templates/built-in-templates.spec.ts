import { parseDefinition } from '../definitions/definition-parser.js';
import { BUILT_IN_TEMPLATES } from './built-in-templates.js';

describe('the templates that come with the product', () => {
  it.each(BUILT_IN_TEMPLATES.map((template) => [template.id, template.source]))(
    '%s has no mistake, and nothing about it is unwise',
    (_id, source) => {
      const parsed = parseDefinition(source);
      expect('problems' in parsed ? parsed.problems : parsed.warnings).toEqual([]);
    },
  );

  it('have ids of their own and are of every type', () => {
    const ids = BUILT_IN_TEMPLATES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const types = BUILT_IN_TEMPLATES.map(({ source }) => {
      const parsed = parseDefinition(source);
      return 'definition' in parsed ? parsed.definition.type : undefined;
    });
    expect(new Set(types)).toEqual(new Set(['cicd', 'mlops', 'llmops', 'infrastructure', 'security']));
  });
});
