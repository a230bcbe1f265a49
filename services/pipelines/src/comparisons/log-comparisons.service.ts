import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { OrgTx, type Tx } from '@throughline/platform';
import { NodeLogRepository } from '../node-logs/node-log.repository.js';
import { comparedPart, compareLogs, MAX_LOG_LINES } from './compared-logs.js';
import type { ComparedLogResponse, LogComparisonResponse } from './log-comparisons.dto.js';

interface ReadLog extends ComparedLogResponse {
  texts: string[];
}

/** The log of a node beside that of the node of the same key in another execution. */
@Injectable()
export class LogComparisonsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly logs: NodeLogRepository,
  ) {}

  /** @throws `not_found` unless both executions have such a node */
  compare(
    orgId: string,
    { executionId, nodeKey }: { executionId: string; nodeKey: string },
    otherId: string,
  ): Promise<LogComparisonResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const { texts: before, ...left } = await this.read(tx, executionId, nodeKey);
      const { texts: after, ...right } = await this.read(tx, otherId, nodeKey);
      return { nodeKey, left, right, rows: compareLogs(before, after) };
    });
  }

  private async read(tx: Tx, executionId: string, nodeKey: string): Promise<ReadLog> {
    const state = await this.logs.state(tx, executionId, nodeKey);
    if (!state) throw new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');
    const lines = await this.logs.read(tx, state.nodeId, 1, MAX_LOG_LINES + 1);
    const { texts, isCut } = comparedPart(lines.map(({ text }) => text));
    return { executionId, lines: state.logLines, compared: texts.length, isCut, isComplete: state.complete, texts };
  }
}
