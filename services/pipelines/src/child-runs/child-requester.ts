import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { InputValue } from '../definitions/inputs.rules.js';
import { missingWords, type References, resolveReferences } from '../definitions/references.rules.js';
import type { MovedNode, Trouble } from '../engine/moved-node.js';
import { ChildRunsRepository, type NewChildRun } from './child-runs.repository.js';

/** Asks for the child runs of pipeline nodes, and for their ends. Rows alone: a loop does what they say. */
@Injectable()
export class ChildRequester {
  constructor(private readonly runs: ChildRunsRepository) {}

  /** Resolves to the nodes whose child cannot be asked for, with a sentence why. */
  async request(tx: Tx, asked: readonly MovedNode[]): Promise<Trouble[]> {
    const troubles: Trouble[] = [];
    const runs: NewChildRun[] = [];
    for (const moved of asked) {
      const run = runOf(moved);
      if ('trouble' in run) troubles.push({ moved, message: run.trouble });
      else runs.push(run);
    }
    await this.runs.add(tx, runs);
    return troubles;
  }

  /** The nodes have ended, or are to end: so are their children. */
  async stop(tx: Tx, nodes: readonly MovedNode[]): Promise<void> {
    await this.runs.stop(
      tx,
      nodes.flatMap(({ node }) => (node.kind === 'pipeline' ? [node.attemptId] : [])),
    );
  }
}

function runOf({ loaded, node }: MovedNode): NewChildRun | { trouble: string } {
  const { definition } = node;
  if (definition.kind !== 'pipeline') return { trouble: `${definition.kind} is no pipeline.` };
  const known = { nodes: loaded.nodes, inputs: loaded.execution.inputs, vars: definition.vars };
  const inputs: Record<string, InputValue> = {};
  for (const [name, value] of Object.entries(definition.inputs)) {
    const resolved = valueOf(value, known);
    if (typeof resolved === 'object') return resolved;
    inputs[name] = resolved;
  }
  const { file, wait: waits } = definition;
  const ids = { attemptId: node.attemptId, executionId: loaded.execution.id, nodeId: node.id };
  return { ...ids, file, inputs, waits };
}

function valueOf(value: InputValue, known: References): InputValue | { trouble: string } {
  if (typeof value !== 'string') return value;
  const resolved = resolveReferences(value, known);
  return 'text' in resolved ? resolved.text : { trouble: missingWords(resolved.missing) };
}
