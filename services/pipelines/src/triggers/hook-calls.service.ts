import { Injectable } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { databaseNow, OrgTx, SystemTx, type Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import { type Call, callKey, isFresh, isSignedCall } from './call-signature.js';
import { FiringsRepository, NOT_FOLLOWING } from './firings.repository.js';
import { HookTriggerSecrets } from './hook-trigger-secrets.js';
import { type CalledHook, HookTriggersRepository } from './hook-triggers.repository.js';
import { inputsTold } from './trigger-inputs.rules.js';
import { refuse } from './triggers.errors.js';

/** What an unknown address is checked against, so that its answer takes as long as that of a wrong signature. */
const NOBODYS_SECRET = ['0'.repeat(64)];

/** A call with its body as it was read. */
interface ReceivedCall extends Call {
  body: unknown;
}

/** Takes calls of other systems in: proves the caller, notes the call once, answers. What follows is the worker's. */
@Injectable()
export class HookCallsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly hooks: HookTriggersRepository,
    private readonly secrets: HookTriggerSecrets,
    private readonly firings: FiringsRepository,
  ) {}

  /**
   * Resolves to false for a call that was here before.
   * @throws `call_inputs` for a body that does not give what the pipeline is to be given; the call is noted all the same
   */
  async receive(id: string, call: ReceivedCall): Promise<boolean> {
    const orgId = isId(id) ? await this.systemTx.run((tx) => this.hooks.orgOf(tx, id)) : undefined;
    const hook = orgId === undefined ? undefined : await this.orgTx.run(orgId, (tx) => this.hooks.called(tx, id));
    if (orgId === undefined || hook === undefined) {
      isSignedCall(call, NOBODYS_SECRET);
      throw refuse('call_unproven');
    }
    if (!isSignedCall(call, await this.secrets.open(orgId, id, hook.sealedSecrets))) {
      await this.systemTx.run((tx) => this.hooks.countRefusal(tx, id));
      throw refuse('call_unproven');
    }
    const given = inputsTold(hook.inputs, { body: call.body ?? {} }, 'The body of the call');
    const isNew = await this.orgTx.run(orgId, (tx) => this.note(tx, hook, call, given));
    if ('refusal' in given) throw refuse('call_inputs', given.refusal);
    return isNew;
  }

  private async note(
    tx: Tx,
    hook: CalledHook,
    call: Call,
    given: { inputs: Inputs } | { refusal: string },
  ): Promise<boolean> {
    const fireAt = await databaseNow(tx);
    if (!isFresh(call.timestamp, fireAt)) throw refuse('call_stale');
    if (!hook.isEnabled) throw refuse('hook_stopped');
    await this.hooks.noteCall(tx, hook.id);
    const ids = await this.firings.insert(tx, [
      {
        ...NOT_FOLLOWING,
        ...{ scheduleId: null, hookTriggerId: hook.id, callKey: callKey(call), isByHand: false, fireAt },
        ...{ pipelineId: hook.pipelineId, branch: hook.branch, actorId: hook.ownerId, actorName: hook.ownerName },
        ...('refusal' in given
          ? { inputs: {}, state: 'refused', reason: given.refusal }
          : { ...given, state: 'due', reason: null }),
      },
    ]);
    return ids.length > 0;
  }
}
