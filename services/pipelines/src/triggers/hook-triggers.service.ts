import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import {
  Audit,
  type AuditFact,
  cursorKey,
  OrgTx,
  type Page,
  type PageQuery,
  PLATFORM_CONFIG,
  type PlatformConfig,
  type Principal,
  toPage,
  type Tx,
} from '@throughline/platform';
import type {
  CreateHookTriggerRequest,
  HookTriggerResponse,
  HookTriggerSecretResponse,
  UpdateHookTriggerRequest,
} from './hook-triggers.dto.js';
import { HookTriggerSecrets } from './hook-trigger-secrets.js';
import { type ChangedHook, HookTriggersRepository, type HookTriggerView } from './hook-triggers.repository.js';
import { ownerOf } from './owner.js';
import { StartablePipelines } from './startable-pipelines.js';
import { onlyStops, powerOf } from './trigger-change.rules.js';
import { TriggerInputsCheck } from './trigger-inputs.check.js';
import { refuse } from './triggers.errors.js';

/** Addresses by which other systems start a pipeline, each with a secret of its own. */
@Injectable()
export class HookTriggersService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly hooks: HookTriggersRepository,
    private readonly secrets: HookTriggerSecrets,
    private readonly pipelines: StartablePipelines,
    private readonly inputs: TriggerInputsCheck,
    private readonly audit: Audit,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
  ) {}

  async list(orgId: string, pipelineId: string, { cursor, limit }: PageQuery): Promise<Page<HookTriggerResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, async (tx) => {
      if ((await tx.query('SELECT 1 FROM pipeline WHERE id = $1', [pipelineId])).length === 0)
        throw refuse('not_found');
      return this.hooks.list(tx, pipelineId, before, limit);
    });
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => this.withUrl(row),
    );
  }

  async create(
    orgId: string,
    pipelineId: string,
    principal: Principal,
    request: CreateHookTriggerRequest,
  ): Promise<HookTriggerSecretResponse> {
    const owner = ownerOf(principal);
    const id = newId();
    const { secret, sealed } = await this.secrets.generate(orgId, id);
    return this.orgTx.run(orgId, async (tx) => {
      const defaultBranch = await this.pipelines.defaultBranch(tx, pipelineId);
      const { name, branch = defaultBranch } = request;
      const inputs = await this.inputs.ofBody(tx, pipelineId, request.inputs ?? {});
      const hook = { id, pipelineId, name: name.trim(), branch, inputs };
      await this.hooks.insert(tx, hook, sealed, owner);
      await this.audit.record(tx, factOf('created', id, { resourceName: hook.name, after: hook }));
      return { hookTrigger: await this.found(tx, pipelineId, id), secret };
    });
  }

  /**
   * Whoever changes a hook is who it runs in the name of from then on, but for one who only switches it off.
   * @throws `trigger_changed` when it is not any more what was looked at
   * @throws `hook_secret_needed` for one that was stopped, and is to go on with its secret so far
   */
  update(
    principal: Principal,
    { pipelineId, id }: { pipelineId: string; id: string },
    request: UpdateHookTriggerRequest,
  ): Promise<HookTriggerResponse> {
    const owner = onlyStops(request) ? undefined : ownerOf(principal);
    return this.orgTx.run(principal.orgId ?? '', async (tx) => {
      const before = await this.hooks.lock(tx, pipelineId, id);
      if (!before) throw refuse('not_found');
      if (before.version !== request.basedOn) throw refuse('trigger_changed');
      if (request.enabled) await this.demandStartable(tx, before);
      const inputs = request.inputs ? await this.inputs.ofBody(tx, pipelineId, request.inputs) : before.inputs;
      const after = { ...merged(before, request), inputs, ...(owner && { ownerId: owner.id, ownerName: owner.name }) };
      if (!(await this.hooks.update(tx, after))) throw refuse('trigger_changed');
      const change = { resourceName: after.name, before: whatRuns(before), after: whatRuns(after) };
      await this.audit.record(tx, factOf('updated', id, change));
      return this.found(tx, pipelineId, id);
    });
  }

  /** A new secret, for one that was stopped too: from then on it runs in the name of whoever asks. */
  async rotate(
    orgId: string,
    pipelineId: string,
    id: string,
    principal: Principal,
  ): Promise<HookTriggerSecretResponse> {
    const owner = ownerOf(principal);
    const { secret, sealed } = await this.secrets.generate(orgId, id);
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.hooks.rotate(tx, { pipelineId, id }, sealed, owner))) throw refuse('not_found');
      await this.audit.record(tx, factOf('secret_rotated', id, { after: { ownerId: owner.id } }));
      return { hookTrigger: await this.found(tx, pipelineId, id), secret };
    });
  }

  delete(orgId: string, pipelineId: string, id: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.hooks.markDeleted(tx, pipelineId, id))) throw refuse('not_found');
      await this.audit.record(tx, factOf('deleted', id, { before: { pipelineId } }));
    });
  }

  private async demandStartable(tx: Tx, { pipelineId, pausedReason }: ChangedHook): Promise<void> {
    if (pausedReason !== null) throw refuse('hook_secret_needed');
    await this.pipelines.defaultBranch(tx, pipelineId);
  }

  private async found(tx: Tx, pipelineId: string, id: string): Promise<HookTriggerResponse> {
    const row = await this.hooks.one(tx, pipelineId, id);
    if (!row) throw refuse('not_found');
    return this.withUrl(row);
  }

  private withUrl(row: HookTriggerView): HookTriggerResponse {
    return { ...row, url: `${this.config.PUBLIC_URL.replace(/\/$/, '')}/hooks/pipelines/${row.id}` };
  }
}

function merged(before: ChangedHook, request: UpdateHookTriggerRequest): ChangedHook {
  const { name = before.name, branch = before.branch, enabled } = request;
  return { ...before, name: name.trim(), branch, ...powerOf(before, enabled) };
}

const whatRuns = ({ name, branch, inputs, isEnabled, ownerId }: ChangedHook): Record<string, unknown> => ({
  ...{ name, branch, inputs, enabled: isEnabled, ownerId },
});

const factOf = (verb: string, resourceId: string, details: Partial<AuditFact>): AuditFact => ({
  ...{ action: `hook_trigger.${verb}`, resourceKind: 'hook_trigger', resourceId, ...details },
});
