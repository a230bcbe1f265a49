import { Injectable } from '@nestjs/common';
import {
  approvalsDecidedV1,
  approvalsRequestedV1,
  type Envelope,
  type EventData,
  pipelinesArtifactPublishedV1,
  pipelinesExecutionFinishedV1,
  pipelinesExecutionStartedV1,
  pipelinesNodeFinishedV1,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { Ledger } from '../ledger/ledger.js';
import * as facts from './pipeline-facts.rules.js';

/** Writes down what happens in pipelines. */
@Injectable()
export class PipelinesEvents {
  constructor(private readonly ledger: Ledger) {}

  @OnEvent(pipelinesExecutionStartedV1)
  async executionStarted(event: Envelope<EventData<typeof pipelinesExecutionStartedV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, facts.executionStarted(event));
  }

  @OnEvent(pipelinesExecutionFinishedV1)
  async executionFinished(event: Envelope<EventData<typeof pipelinesExecutionFinishedV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, facts.executionFinished(event));
  }

  @OnEvent(pipelinesNodeFinishedV1)
  async nodeFinished(event: Envelope<EventData<typeof pipelinesNodeFinishedV1>>, tx: Tx): Promise<void> {
    const fact = facts.nodeFailed(event);
    if (fact) await this.ledger.append(tx, fact);
  }

  @OnEvent(pipelinesArtifactPublishedV1)
  async artifactPublished(event: Envelope<EventData<typeof pipelinesArtifactPublishedV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, facts.artifactPublished(event));
  }

  @OnEvent(approvalsRequestedV1)
  async approvalRequested(event: Envelope<EventData<typeof approvalsRequestedV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, facts.approvalRequested(event));
  }

  @OnEvent(approvalsDecidedV1)
  async approvalDecided(event: Envelope<EventData<typeof approvalsDecidedV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, facts.approvalDecided(event));
  }
}
