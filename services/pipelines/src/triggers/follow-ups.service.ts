import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import {
  Audit,
  type AuditFact,
  cursorKey,
  LiveHub,
  OrgTx,
  type Page,
  type PageQuery,
  type Principal,
  toPage,
  type Tx,
} from '@throughline/platform';
import type { CreateFollowUpRequest, FollowUpResponse, UpdateFollowUpRequest } from './follow-ups.dto.js';
import { type ChangedFollowUp, FollowUpsRepository } from './follow-ups.repository.js';
import { ownerOf } from './owner.js';
import { onlyStops, powerOf } from './trigger-change.rules.js';
import { TriggerInputsCheck } from './trigger-inputs.check.js';
import { refuse } from './triggers.errors.js';

/** Says which pipelines start when another one has ended, and in whose name. */
@Injectable()
export class FollowUpsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly followUps: FollowUpsRepository,
    private readonly inputs: TriggerInputsCheck,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  async list(orgId: string, upstreamId: string, { cursor, limit }: PageQuery): Promise<Page<FollowUpResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, async (tx) => {
      await this.demandPipelines(tx, [upstreamId]);
      return this.followUps.list(tx, upstreamId, before, limit);
    });
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  create(
    orgId: string,
    upstreamId: string,
    principal: Principal,
    request: CreateFollowUpRequest,
  ): Promise<FollowUpResponse> {
    const owner = ownerOf(principal);
    const { pipelineId, outcome = 'succeeded', pattern = '*', branch = null } = request;
    return this.orgTx.run(orgId, async (tx) => {
      await this.demandPipelines(tx, [upstreamId, pipelineId]);
      const inputs = await this.inputs.ofRun(tx, pipelineId, upstreamId, request.inputs ?? {});
      const followUp = { id: newId(), upstreamId, pipelineId, outcome, pattern, branch, inputs };
      await this.followUps.insert(tx, followUp, owner);
      return this.changed(tx, followUp, factOf('created', followUp.id, { after: { ...followUp } }));
    });
  }

  /**
   * Whoever changes a follow-up is who it runs in the name of from then on, but for one who only switches it off. What has
   * fired already is started as it was then.
   * @throws `trigger_changed` when it is not any more what was looked at
   */
  update(
    principal: Principal,
    { upstreamId, id }: { upstreamId: string; id: string },
    request: UpdateFollowUpRequest,
  ): Promise<FollowUpResponse> {
    const owner = onlyStops(request) ? undefined : ownerOf(principal);
    return this.orgTx.run(principal.orgId ?? '', async (tx) => {
      const before = await this.followUps.lock(tx, upstreamId, id);
      if (!before) throw refuse('not_found');
      if (before.version !== request.basedOn) throw refuse('trigger_changed');
      const chosen = merged(before, request);
      const inputs = await this.inputsOf(tx, before, chosen.pipelineId, request.inputs);
      const after = { ...chosen, inputs, ...(owner && { ownerId: owner.id, ownerName: owner.name }) };
      if (!(await this.followUps.update(tx, after))) throw refuse('trigger_changed');
      const change = { before: whatRuns(before), after: whatRuns(after) };
      return this.changed(tx, after, factOf('updated', id, change));
    });
  }

  /** Also one that is on: from then on it runs in the name of whoever asks. */
  enable(orgId: string, upstreamId: string, id: string, principal: Principal): Promise<FollowUpResponse> {
    const owner = ownerOf(principal);
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.followUps.enable(tx, upstreamId, id, owner))) throw refuse('not_found');
      return this.changed(tx, { id, upstreamId }, factOf('enabled', id, { after: { ownerId: owner.id } }));
    });
  }

  delete(orgId: string, upstreamId: string, id: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.followUps.markDeleted(tx, upstreamId, id))) throw refuse('not_found');
      await this.audit.record(tx, factOf('deleted', id, { before: { upstreamId } }));
      this.live.changed(tx, 'pipeline', upstreamId);
    });
  }

  /** What it gave before is held against a pipeline only where that is another one now. */
  private async inputsOf(
    tx: Tx,
    before: ChangedFollowUp,
    pipelineId: string,
    given: UpdateFollowUpRequest['inputs'],
  ): Promise<ChangedFollowUp['inputs']> {
    const isAnother = pipelineId !== before.pipelineId;
    if (isAnother) await this.demandPipelines(tx, [pipelineId]);
    if (given === undefined && !isAnother) return before.inputs;
    return this.inputs.ofRun(tx, pipelineId, before.upstreamId, given ?? before.inputs);
  }

  private async demandPipelines(tx: Tx, ids: readonly string[]): Promise<void> {
    const rows = await tx.query('SELECT id FROM pipeline WHERE id = ANY($1)', [ids]);
    if (rows.length < new Set(ids).size) throw refuse('not_found');
  }

  private async changed(
    tx: Tx,
    { id, upstreamId }: { id: string; upstreamId: string },
    fact: AuditFact,
  ): Promise<FollowUpResponse> {
    await this.audit.record(tx, fact);
    this.live.changed(tx, 'pipeline', upstreamId);
    const followUp = await this.followUps.one(tx, upstreamId, id);
    if (!followUp) throw refuse('not_found');
    return followUp;
  }
}

function merged(before: ChangedFollowUp, request: UpdateFollowUpRequest): ChangedFollowUp {
  const { pipelineId = before.pipelineId, outcome = before.outcome } = request;
  const { pattern = before.pattern, branch = before.branch, enabled } = request;
  return { ...before, pipelineId, outcome, pattern, branch, ...powerOf(before, enabled) };
}

const whatRuns = (row: ChangedFollowUp): Record<string, unknown> => {
  const { pipelineId, outcome, pattern, branch, inputs, isEnabled, ownerId } = row;
  return { pipelineId, outcome, pattern, branch, inputs, enabled: isEnabled, ownerId };
};

const factOf = (verb: string, resourceId: string, details: Partial<AuditFact>): AuditFact => ({
  ...{ action: `follow_up.${verb}`, resourceKind: 'follow_up', resourceId, ...details },
});
