import { newId } from '@throughline/kernel';
import type { DriveStore } from './drive-store.js';
import type { OpenLane } from './drive-handover.js';
import { DriveHints } from './drive-hints.js';
import { workOn } from './engine-work.js';
import { SYSTEM } from './execution-engine.js';
import type { LoadedRun } from './execution-rows.js';
import type { RunChange } from './run-change.js';

/** What a lane holds at most; an execution comes with all of its nodes. */
const MAX_RUNS = 200;
const MAX_NODES = 20_000;
/** How many of those it may be given: what is begun here leaves room for what waits to be claimed. */
const MAX_GIVEN = 150;
/** How many nodes one round does: what a commit may take, and how long the others of the lane wait for it. */
const ROUND_NODES = 1_000;
const RENEW_MS = 5_000;
/** How long a lane looks for nothing more by itself. */
const LOOK_MS = 1_000;

type Store = Pick<DriveStore, 'claim' | 'land' | 'renew' | 'leave' | 'putOff'>;

/**
 * Does the engine's own nodes of the executions that it has claimed: in a round those that are ready, of all executions
 * of an organization in one commit, and in the next those that the commit made ready. It keeps the executions in memory
 * meanwhile; one that somebody else changes is read anew, because the lane's change of it does not land.
 */
export class DriveLane implements OpenLane {
  readonly id = newId();
  private readonly runs = new Map<string, LoadedRun>();
  private renewedAt = performance.now();
  private lookedAt = Number.NEGATIVE_INFINITY;
  /** What it has may not be as it is in memory, and nobody else can claim it. */
  private hasLost = false;
  /** How many executions to write one by one, after they could not be written together. */
  private suspects = 0;

  constructor(
    private readonly store: Store,
    private readonly report: (error: unknown, executionId: string) => void,
    private readonly hints: DriveHints = new DriveHints(),
    /** Lets the lane work, now that it has something. */
    private readonly wake: () => void = () => undefined,
  ) {}

  get held(): number {
    return this.runs.size;
  }

  get hasRoom(): boolean {
    return this.runs.size < MAX_GIVEN && this.nodes < MAX_NODES;
  }

  private get nodes(): number {
    return [...this.runs.values()].reduce((sum, { nodes: { size } }) => sum + size, 0);
  }

  take(runs: readonly LoadedRun[]): void {
    // One that it claimed by itself meanwhile is newer.
    for (const loaded of runs) if (!this.runs.has(loaded.execution.id)) this.runs.set(loaded.execution.id, loaded);
    this.wake();
  }

  /** Works until there is nothing more to do. What fails is forgotten, and claimed again when it is due. */
  async work(stopping: AbortSignal): Promise<void> {
    try {
      while (!stopping.aborted && (await this.claim())) await this.round();
    } finally {
      this.hasLost ||= this.runs.size > 0;
      this.runs.clear();
    }
  }

  /** Lets others claim at once what this lane has left. */
  leave(): Promise<void> {
    return this.store.leave(this.id);
  }

  /** Whether there is anything to do. */
  private async claim(): Promise<boolean> {
    const room = this.nodes < MAX_NODES ? MAX_RUNS - this.runs.size : 0;
    if (room > 0 && this.looksForMore()) {
      this.hasLost = false;
      this.lookedAt = performance.now();
      const claimed = await this.store.claim(this.id, room, [...this.runs.keys()]);
      for (const loaded of claimed) this.runs.set(loaded.execution.id, loaded);
      if (claimed.length === room) this.hints.tell();
    }
    return this.runs.size > 0;
  }

  private looksForMore(): boolean {
    return this.hasLost || performance.now() - this.lookedAt > LOOK_MS || this.hints.take();
  }

  private async round(): Promise<void> {
    if (performance.now() - this.renewedAt > RENEW_MS) {
      await this.store.renew(this.id);
      this.renewedAt = performance.now();
    }
    for (const [orgId, changes] of Map.groupBy(this.changes(), ({ loaded }) => loaded.execution.orgId)) {
      if (this.suspects === 0) await this.land(orgId, changes);
      else for (const change of changes) await this.landAlone(orgId, change);
    }
  }

  /** The next change of each execution, as many as fit into a round; who had a turn goes to the end of the line. */
  private changes(): RunChange[] {
    const changes: RunChange[] = [];
    let room = ROUND_NODES;
    for (const loaded of [...this.runs.values()]) {
      if (room <= 0) break;
      const { id } = loaded.execution;
      this.runs.delete(id);
      this.runs.set(id, loaded);
      const change = workOn(loaded, { actor: SYSTEM, limit: room });
      room -= change.commands.length;
      changes.push(change);
    }
    return changes;
  }

  private async land(orgId: string, changes: readonly RunChange[]): Promise<void> {
    try {
      this.keep(changes, await this.store.land(this.id, orgId, changes));
    } catch {
      // In memory they have moved, in the database they have not.
      this.keep(changes, new Set());
      this.suspects = changes.length;
    }
  }

  private async landAlone(orgId: string, change: RunChange): Promise<void> {
    this.suspects = Math.max(0, this.suspects - 1);
    try {
      this.keep([change], await this.store.land(this.id, orgId, [change]));
    } catch (error) {
      this.keep([change], new Set());
      const { id } = change.loaded.execution;
      this.report(error, id);
      await this.store.putOff(this.id, id);
    }
  }

  /** Goes on with those that landed and have more to do; what did not land is not what memory says any more. */
  private keep(changes: readonly RunChange[], landed: ReadonlySet<RunChange>): void {
    // Who changed it has told of it while it was held here, and will not tell again.
    if (landed.size < changes.length) this.hasLost = true;
    for (const change of changes) {
      const { execution, run } = change.loaded;
      if (!landed.has(change) || run.engineWork.size === 0) this.runs.delete(execution.id);
    }
  }
}
