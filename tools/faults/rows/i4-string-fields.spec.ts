import { type FieldPath, stringFields, withField } from './i4-string-fields.ts';

const schemas = {
  Run: {
    type: 'object',
    properties: { command: { type: 'array', items: { type: 'string' } }, retries: { type: 'integer' } },
  },
};
const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    class: { enum: ['dev', 'staging'] },
    note: { type: ['string', 'null'] },
    run: { $ref: '#/components/schemas/Run' },
    variables: { type: 'object', additionalProperties: { type: 'string' } },
    more: { type: 'object', additionalProperties: true },
    count: { type: 'number' },
  },
};
const body = { name: 'x', run: { command: ['a', 'b'] }, variables: { WORD: 'w' }, more: { free: 'text', number: 1 } };

describe('the string fields of a body', () => {
  it('are found at every depth, with the names of entries', () =>
    expect(stringFields(schema, schemas, body).map((path) => path.join('.'))).toEqual([
      ...['name', 'class', 'note', 'run.command.0', 'variables.WORD', 'variables.*', 'more.free', 'more.*'],
    ]));

  it.each<[FieldPath, object]>([
    [['note'], { ...body, note: '!' }],
    [['run', 'command', 0], { ...body, run: { command: ['!'] } }],
    [['variables', '*'], { ...body, variables: { WORD: 'w', '!': 'text' } }],
  ])('take the text: %j', (path, changed) => expect(withField(body, path, '!')).toEqual(changed));
});
