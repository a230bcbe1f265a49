import { Injectable } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { OrgTx } from '@throughline/platform';
import type { NodeLogQuery, NodeLogResponse } from './node-logs.dto.js';
import { refuse } from './node-logs.errors.js';
import { NodeLogRepository } from './node-log.repository.js';

export interface LogAddress {
  orgId: string;
  executionId: string;
  nodeKey: string;
}

/** Pages of a node's log. */
@Injectable()
export class NodeLogsReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly logs: NodeLogRepository,
  ) {}

  /** A page as the API shows it. */
  async page(address: LogAddress, query: NodeLogQuery): Promise<NodeLogResponse> {
    const { nodeId: _nodeId, ...page } = await this.read(address, query);
    return page;
  }

  async read(address: LogAddress, query: NodeLogQuery): Promise<NodeLogResponse & { nodeId: string }> {
    const { orgId, executionId, nodeKey } = address;
    if (!isId(executionId)) throw refuse('not_found');
    return this.orgTx.run(orgId, async (tx) => {
      // The state first: lines that come after it are in the next page, and `complete` is never said too early.
      const state = await this.logs.state(tx, executionId, nodeKey);
      if (!state) throw refuse('not_found');
      const fromLine = Math.max(query.fromLine ?? 1, 1);
      const lines = await this.logs.read(tx, state.nodeId, fromLine, query.limit);
      const nextLine = (lines.at(-1)?.line ?? fromLine - 1) + 1;
      // Lines have no gaps: where the node has some and there is none, they were not kept any longer.
      const removed = state.complete && lines.length === 0 && fromLine <= state.logLines;
      const complete = state.complete && (removed || nextLine > state.logLines);
      return { nodeId: state.nodeId, lines, nextLine, complete, truncated: state.truncated, removed };
    });
  }
}
