import { Injectable } from '@nestjs/common';
import type { Actor, Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { ExecutionCreator } from '../engine/execution-creator.js';
import { InputAdmission } from '../triggers/input-admission.js';
import type { Resolved } from '../triggers/trigger-inputs.rules.js';
import type { ReceiptRow } from './receipts.repository.js';

/** What a delivery has run. */
export interface Checkout {
  commit: Commit;
  source: string | undefined;
  pipelinePath: string;
  deployable: boolean;
  trigger: 'push' | 'tag' | 'pull_request';
  /** What the rule gives, or why it cannot; undefined for one that leaves everything to the defaults. */
  given: Resolved | undefined;
  /** By default the author of the commit. */
  requestedBy?: Actor;
}

/** Makes the executions of deliveries, with what their rules give them. */
@Injectable()
export class ReceiptExecutions {
  constructor(
    private readonly creator: ExecutionCreator,
    private readonly inputs: InputAdmission,
  ) {}

  /** As `ExecutionCreator` says. */
  nextNumber(orgId: string): Promise<number> {
    return this.creator.nextNumber(orgId);
  }

  /** The id of the new execution. One that cannot be given what it asks for is there too, blocked, and says why. */
  async create(
    tx: Tx,
    { id: receiptId, repositoryId, projectId, cloneUrl }: ReceiptRow,
    { given, ...checkout }: Checkout,
    numbered: { orgId: string; number: number },
  ): Promise<string> {
    const admitted = given && (await this.inputs.admit(tx, checkout.source, () => given));
    return this.creator.create(tx, {
      ...{ ...numbered, ...checkout, ...admitted },
      ...{ receiptId, repositoryId, projectId, cloneUrl },
    });
  }
}
