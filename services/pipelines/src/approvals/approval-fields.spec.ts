import { parseDefinition } from '../definitions/definition-parser.js';

const nodes = (fields: string): string =>
  `name: x\nnodes:\n  ok: { kind: approval, title: Go?${fields === '' ? '' : `, ${fields}`} }\n`;

describe('an approval in a pipeline file', () => {
  it('says who may vote and how', () => {
    const parsed = parseDefinition(
      nodes('roles: [admin, owner], groups: [qa-leads], comment: always, author: allowed'),
    );
    expect(parsed).toMatchObject({
      definition: {
        nodes: [{ roles: ['admin', 'owner'], groups: ['qa-leads'], comment: 'always', author: 'allowed' }],
      },
    });
  });

  it('need not', () => expect(parseDefinition(nodes(''))).toMatchObject({ definition: { nodes: [{ votes: 1 }] } }));

  it.each([
    ['roles: [king]', 'each of roles must be one of owner, admin, operator, developer, viewer'],
    ['roles: admin', 'roles must be a list'],
    ['groups: [QA Leads]', 'each of groups must be a slug: lower-case letters, digits and inner hyphens'],
    [`groups: [${Array.from({ length: 21 }, (_, at) => `g${at}`).join(', ')}]`, 'groups may be 20 at most'],
    ['comment: never', 'comment must be one of optional, reject, always'],
    ['author: maybe', 'author must be one of barred, allowed'],
  ])('%s is a mistake', (fields, message) =>
    expect(parseDefinition(nodes(fields))).toMatchObject({ problems: [{ line: 3, message }] }),
  );
});
