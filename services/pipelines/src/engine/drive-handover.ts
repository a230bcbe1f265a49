import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { DRIVES_CHANNEL, DrivesRepository } from './drives.repository.js';
import type { LoadedRun } from './execution-rows.js';

/** A lane of this process that works. */
export interface OpenLane {
  readonly id: string;
  /** How many executions it holds. */
  readonly held: number;
  /** Whether it may be given more. */
  readonly hasRoom: boolean;
  /** Gives it executions as they are in the database now; their drives are its own. */
  take(runs: readonly LoadedRun[]): void;
  /** Lets others claim at once what it has. */
  leave(): Promise<void>;
}

/**
 * Brings the lanes of the engine their work: what is begun in a process that has lanes with room goes straight to one of
 * them, which then need neither claim nor read it; everything else waits for whoever claims it first.
 */
@Injectable()
export class DriveHandover {
  private readonly lanes = new Set<OpenLane>();

  constructor(private readonly drives: DrivesRepository) {}

  open(lane: OpenLane): void {
    this.lanes.add(lane);
  }

  /** The lane takes nothing from now on; what was meant for it and is committed later, others may have. */
  close(lane: OpenLane): void {
    this.lanes.delete(lane);
  }

  /** Notes, with the change that made the work ready, that executions have some. */
  async want(tx: Tx, executionIds: readonly string[]): Promise<void> {
    if (executionIds.length === 0) return;
    await this.drives.want(tx, executionIds);
    tx.hint(DRIVES_CHANNEL);
  }

  /** The same for executions that the transaction makes. As they are in memory when it commits they must be stored. */
  async begin(tx: Tx, runs: readonly LoadedRun[]): Promise<void> {
    const lane = this.busiest();
    const ids = runs.map(({ execution }) => execution.id);
    if (!lane || ids.length === 0) return this.want(tx, ids);
    tx.afterCommit(() => this.give(lane, runs));
    await this.drives.want(tx, ids, lane.id);
  }

  private give(lane: OpenLane, runs: readonly LoadedRun[]): void {
    if (this.lanes.has(lane)) lane.take(runs);
    // Where that fails too, they may have them when the lease ends.
    else void lane.leave().catch(() => undefined);
  }

  /** The one that is at most already: to do more in a round costs less than to do more rounds. */
  private busiest(): OpenLane | undefined {
    const withRoom = [...this.lanes].filter(({ hasRoom }) => hasRoom);
    return withRoom.toSorted((one, other) => other.held - one.held)[0];
  }
}
