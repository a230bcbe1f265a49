import { BLOCKS } from '../definition-blocks.js';
import { MAX_NODES } from '../definition.js';
import { fieldsOf } from '../node-fields.js';
import { NODE_KINDS, type NodeKind } from '../node-kinds.rules.js';
import { COMMON_FIELDS, OWN_FIELDS, PIPELINE_FIELDS, type Schema } from './field-schemas.js';

const BLOCK_WORDS: Record<(typeof BLOCKS)[number], string> = {
  nodes: 'What the pipeline does.',
  onFailure: 'What it does after a failure.',
  finally: 'What it does in the end, in any case.',
};

/**
 * The JSON Schema (draft-07, which editors know best) of a pipeline file. It helps while typing; the parser decides, and
 * knows more: whether nodes wait for each other, and whether what is named is there.
 */
export function pipelineSchema(): Schema {
  const blocks = BLOCKS.map((block) => [block, { $ref: '#/definitions/nodes', description: BLOCK_WORDS[block] }]);
  return {
    ...{ $schema: 'http://json-schema.org/draft-07/schema#', title: 'A pipeline of Throughline', type: 'object' },
    ...{ additionalProperties: false, required: ['name', 'nodes'] },
    properties: { ...PIPELINE_FIELDS, ...Object.fromEntries(blocks) },
    definitions: {
      nodes: {
        ...{ type: 'object', minProperties: 1, maxProperties: MAX_NODES },
        ...{
          propertyNames: { pattern: '^[a-z][a-z0-9_-]{0,62}$' },
          additionalProperties: { $ref: '#/definitions/node' },
        },
      },
      node: {
        ...{ type: 'object', required: ['kind'], properties: { kind: { enum: NODE_KINDS } } },
        allOf: NODE_KINDS.map((kind) => ({
          if: { properties: { kind: { const: kind } } },
          then: { $ref: `#/definitions/${kind}` },
        })),
      },
      ...Object.fromEntries(NODE_KINDS.map((kind) => [kind, nodeSchema(kind)])),
    },
  };
}

function nodeSchema(kind: NodeKind): Schema {
  const rules = fieldsOf(kind);
  return {
    ...{ type: 'object', additionalProperties: false },
    properties: { kind: { const: kind }, ...COMMON_FIELDS, ...OWN_FIELDS[kind] },
    required: Object.keys(rules).filter((field) => rules[field]?.required),
  };
}
