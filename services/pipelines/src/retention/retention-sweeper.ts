import { Inject, Injectable } from '@nestjs/common';
import { fp, LOGGER, type Logger, OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { BlobsRepository } from '../artifacts/blobs.repository.js';
import { ExpiredRepository, type RemovedArtifact, type RemovedLogs } from './expired.repository.js';
import { RetentionFacts } from './retention-facts.js';
import { RetentionRepository, type Round } from './retention.repository.js';

const ORGANIZATIONS = 20;
const ARTIFACTS = 200;
/** Of so many executions in one transaction: a node's log may have 20 MiB. */
const EXECUTIONS = 20;
const LOOK_EVERY_MINUTES = 360;
const RETRY_MINUTES = 10;
const NO_LOGS: RemovedLogs = { logs: 0, cursor: null };

/**
 * Removes what organizations do not keep any longer, a batch in each transaction. Any number of processes may: a round
 * is worked on under the lock of its row. Content goes with the last artifact that names it, by the sweeper of blobs.
 */
@Injectable()
export class RetentionSweeper {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly retention: RetentionRepository,
    private readonly expired: ExpiredRepository,
    private readonly blobs: BlobsRepository,
    private readonly facts: RetentionFacts,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Works on everything that is due and that nobody else works on. */
  async drain(stopping?: AbortSignal): Promise<void> {
    for (let worked = -1; worked !== 0;) {
      worked = 0;
      for (const orgId of await this.systemTx.run((tx) => this.retention.due(tx, ORGANIZATIONS))) {
        if (stopping?.aborted) return;
        if (await this.try(orgId)) worked += 1;
      }
    }
  }

  private async try(orgId: string): Promise<boolean> {
    try {
      return await this.orgTx.run(orgId, (tx) => this.batch(tx, orgId));
    } catch (err) {
      // One organization that is stuck does not keep the others waiting.
      this.logger.error({ err, orgId }, 'what is not kept any longer is not removed yet');
      await this.orgTx.run(orgId, (tx) => this.retention.putOff(tx, RETRY_MINUTES));
      return false;
    }
  }

  /** False when another worker is at it. */
  private async batch(tx: Tx, orgId: string): Promise<boolean> {
    const round = await this.retention.lockDue(tx);
    if (!round) return false;
    const artifacts = await this.artifacts(tx, round);
    const logs = await this.logs(tx, round, artifacts.length === ARTIFACTS);
    await this.facts.note(tx, orgId, { artifacts, logs });
    fp('retention.before_commit');
    const isOver = artifacts.length < ARTIFACTS && logs.cursor === null;
    await (isOver ? this.retention.putOff(tx, LOOK_EVERY_MINUTES) : this.retention.proceed(tx, logs.cursor));
    return true;
  }

  private async artifacts(tx: Tx, { artifactDays }: Round): Promise<RemovedArtifact[]> {
    if (artifactDays === null) return [];
    const removed = await this.expired.removeArtifacts(tx, artifactDays, ARTIFACTS);
    await this.blobs.releaseAll(tx, removed);
    return removed;
  }

  /** After the artifacts: while there are more of those, the logs wait where they are. */
  private async logs(tx: Tx, { logDays, logCursor }: Round, isWaiting: boolean): Promise<RemovedLogs> {
    if (isWaiting) return { logs: 0, cursor: logCursor };
    return logDays === null ? NO_LOGS : this.expired.removeLogs(tx, logDays, logCursor, EXECUTIONS);
  }
}
