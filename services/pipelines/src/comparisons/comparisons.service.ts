import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { OrgTx } from '@throughline/platform';
import { ExecutionsQueries } from '../executions/executions.queries.js';
import { type ComparedNode, compareInputs, compareNodes, comparePairs } from './comparison.rules.js';
import type {
  ComparedNodeResponse,
  DefinitionComparisonResponse,
  ExecutionComparisonResponse,
  NodeComparisonResponse,
} from './comparisons.dto.js';
import { type ComparedExecution, ComparisonsQueries } from './comparisons.queries.js';
import { diffLines, nearChanges } from './line-diff.js';

const missing = (): AppError =>
  new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');

/** Two executions side by side, of whichever pipelines they are. */
@Injectable()
export class ComparisonsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: ComparisonsQueries,
    private readonly executions: ExecutionsQueries,
  ) {}

  compare(orgId: string, leftId: string, rightId: string): Promise<ExecutionComparisonResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const ids = [leftId, rightId];
      const summaries = new Map((await this.executions.summaries(tx, ids)).map((summary) => [summary.id, summary]));
      const of = await this.queries.executions(tx, ids);
      const [left, right] = [summaries.get(leftId), summaries.get(rightId)];
      const [ofLeft, ofRight] = [of.get(leftId), of.get(rightId)];
      if (!left || !right || !ofLeft || !ofRight) throw missing();
      const nodes = await this.queries.nodes(tx, ids);
      return {
        ...{ left, right, definition: definitionsOf(ofLeft, ofRight) },
        inputs: compareInputs(ofLeft.inputs, ofRight.inputs),
        evidence: comparePairs(new Map(Object.entries(ofLeft.evidence)), new Map(Object.entries(ofRight.evidence))),
        nodes: viewOf(nodes.get(leftId) ?? [], nodes.get(rightId) ?? []),
      };
    });
  }
}

function definitionsOf(left: ComparedExecution, right: ComparedExecution): DefinitionComparisonResponse {
  const isSame = left.source === right.source;
  const lines = isSame ? [] : nearChanges(diffLines(left.source ?? '', right.source ?? ''));
  return { left: left.version ?? 0, right: right.version ?? 0, isSame, lines };
}

const viewOf = (left: readonly ComparedNode[], right: readonly ComparedNode[]): NodeComparisonResponse[] =>
  compareNodes(left, right).map((node) => ({ ...node, left: sideOf(node.left), right: sideOf(node.right) }));

const sideOf = (node: ComparedNode | null): ComparedNodeResponse | null =>
  node && {
    ...{ id: node.id, status: node.status, attempt: node.attempt },
    ...{ queuedMs: node.queuedMs, durationMs: node.durationMs },
  };
