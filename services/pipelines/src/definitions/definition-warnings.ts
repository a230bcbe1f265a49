import type { Node } from 'yaml';
import type { DefinitionWarning, WarningCode } from './definition.js';
import { type PlacedNode, writtenKey, writtenNeeds } from './placed-node.js';
import { type Stage, stageOf } from './stages.rules.js';
import type { YamlFields } from './yaml-fields.js';

/** The stages that a pipeline should have, and what it is told where it has none. */
const WANTED: readonly [Stage, WarningCode, string][] = [
  ['test', 'no-tests', 'nothing tests the change; give a node that does the stage test'],
  ['security', 'no-security', 'nothing looks for security problems; give a node that does the stage security'],
  ['checkpoint', 'no-checkpoint', 'nothing checks before the change goes on; a gate does'],
];

/**
 * What is unwise about a pipeline without mistakes, in the order of the file. It never keeps a pipeline from running.
 * @param start where the pipeline's nodes begin, for what it lacks as a whole
 */
export function warningsOf(yaml: YamlFields, nodes: readonly PlacedNode[], start: Node): DefinitionWarning[] {
  const at = (node: Node, code: WarningCode, message: string): DefinitionWarning => ({
    ...yaml.placeOf(node),
    message,
    code,
  });
  const stages = new Set(nodes.map(({ node }) => stageOf(node)));
  const lacking = WANTED.filter(([stage]) => !stages.has(stage)).map(([, code, message]) => at(start, code, message));
  const apart = disconnected(nodes).map(({ keyNode }) =>
    at(keyNode, 'disconnected', `${writtenKey(keyNode)} needs no node, and no node needs it`),
  );
  return [...lacking, ...apart];
}

/** The nodes that nothing leads to and that lead to nothing, where there are others; what a block begins is led to. */
function disconnected(nodes: readonly PlacedNode[]): PlacedNode[] {
  const needed = new Set(nodes.flatMap(({ fields }) => writtenNeeds(fields)));
  if (nodes.length < 2) return [];
  return nodes.filter(({ node, keyNode }) => node.needs.length === 0 && !needed.has(writtenKey(keyNode)));
}
