import { Injectable } from '@nestjs/common';
import { Audit, cursorKey, OrgTx, type Page, toPage } from '@throughline/platform';
import { ExecutionEngine } from '../engine/execution-engine.js';
import type { ExecutionStatus } from '../engine/execution.machine.js';
import type { ExecutionResponse } from './execution-detail.dto.js';
import type { ExecutionSummaryResponse, ListExecutionsQuery } from './executions.dto.js';
import { refuse } from './executions.errors.js';
import { ExecutionsQueries } from './executions.queries.js';

interface Command {
  event: 'cancel_requested' | 'pause_requested' | 'resume_requested';
  action: string;
  /** Where there is nothing to do, because somebody else has asked before. */
  isSo: readonly ExecutionStatus[];
  refusal: Parameters<typeof refuse>[0];
}

const CANCEL: Command = {
  event: 'cancel_requested',
  action: 'execution.cancelled',
  isSo: ['cancelling', 'cancelled'],
  refusal: 'execution_ended',
};
const PAUSE: Command = {
  event: 'pause_requested',
  action: 'execution.paused',
  isSo: ['paused'],
  refusal: 'not_running',
};
const RESUME: Command = { event: 'resume_requested', action: 'execution.resumed', isSo: [], refusal: 'not_paused' };

/** Reading executions, and stopping, pausing and resuming them. */
@Injectable()
export class ExecutionsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: ExecutionsQueries,
    private readonly engine: ExecutionEngine,
    private readonly audit: Audit,
  ) {}

  async list(orgId: string, query: ListExecutionsQuery): Promise<Page<ExecutionSummaryResponse>> {
    const { pipelineId, status, active, limit } = query;
    const before = cursorKey(query.cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, (tx) =>
      this.queries.list(tx, { pipelineId, status, active, before, limit }),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  get(orgId: string, executionId: string): Promise<ExecutionResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const execution = await this.queries.summary(tx, executionId);
      if (!execution) throw refuse('not_found');
      const { version, ...defined } = await this.queries.definition(tx, executionId);
      return {
        execution,
        definitionVersion: version,
        ...defined,
        nodes: await this.queries.nodes(tx, executionId),
      };
    });
  }

  /** Asks for the end; the execution is `cancelling` until nothing of it runs. A second request ends what is always done, too. */
  cancel(orgId: string, executionId: string): Promise<ExecutionSummaryResponse> {
    return this.command(orgId, executionId, CANCEL);
  }

  /** What runs goes on, and nothing more begins. A second request changes nothing. */
  pause(orgId: string, executionId: string): Promise<ExecutionSummaryResponse> {
    return this.command(orgId, executionId, PAUSE);
  }

  resume(orgId: string, executionId: string): Promise<ExecutionSummaryResponse> {
    return this.command(orgId, executionId, RESUME);
  }

  private command(orgId: string, executionId: string, command: Command): Promise<ExecutionSummaryResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const before = await this.queries.summary(tx, executionId);
      if (!before) throw refuse('not_found');
      const applied = await this.engine.apply(tx, executionId, { type: command.event });
      const after = await this.queries.summary(tx, executionId);
      if (!after) throw refuse('not_found');
      if (!applied && !command.isSo.includes(after.status)) throw refuse(command.refusal);
      if (applied) {
        const subject = { action: command.action, resourceKind: 'execution', resourceId: executionId };
        const states = { before: { status: before.status }, after: { status: after.status } };
        await this.audit.record(tx, { ...subject, ...states, resourceName: `${after.pipelineName} #${after.number}` });
      }
      return after;
    });
  }
}
