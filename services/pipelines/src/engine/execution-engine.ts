import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { combined, currentContext, fp, LiveHub, together, type Tx } from '@throughline/platform';
import { type Begun, ChangeWriter, type Landed } from './change-writer.js';
import type { NodeDefinition } from '../definitions/definition.js';
import { asksForEvidence } from '../evidence/gate-evidence.js';
import { DriveHandover } from './drive-handover.js';
import type { ExecutionEvent } from './execution-planner.js';
import type { LoadedRun } from './execution-rows.js';
import { ExecutionEvents } from './execution.events.js';
import { executionMachine } from './execution.machine.js';
import { ExecutionsRepository } from './executions.repository.js';
import type { Trouble } from './moved-node.js';
import { NodeEffects } from './node-effects.js';
import { newRun, type Origin } from './new-run.js';
import { addTo, changeOf, executionResult, nodeResults, type RunChange } from './run-change.js';
import { TurnsRepository } from './turns.repository.js';

export const SYSTEM: Actor = { userId: null, name: 'Throughline' };

/** Applies what the planner says, in the caller's transaction: states, state events, effects and outbox rows together. */
@Injectable()
export class ExecutionEngine {
  constructor(
    private readonly repository: ExecutionsRepository,
    private readonly writer: ChangeWriter,
    private readonly effects: NodeEffects,
    private readonly events: ExecutionEvents,
    private readonly drives: DriveHandover,
    private readonly turns: TurnsRepository,
    private readonly live: LiveHub,
  ) {}

  /**
   * Brings an event to an execution. Resolves to false when it does not apply any more: a late answer, a second one.
   * An effect that cannot be had (an output that is missing) becomes an error of its node in the same transaction.
   * @param actor who caused it; by default the person of the request, or the product itself
   */
  async apply(tx: Tx, executionId: string, event: ExecutionEvent, actor?: Actor): Promise<boolean> {
    const loaded = await this.repository.load(tx, executionId);
    const change = loaded && changeOf(loaded, event, actor ?? currentContext()?.actor ?? SYSTEM);
    if (!change) return false;
    await this.write(tx, [change]);
    if (change.loaded.run.engineWork.size > 0) await this.drives.want(tx, [executionId]);
    return true;
  }

  /**
   * Stores a new execution and its first moves, together with all others that a shared transaction begins in this turn.
   * @param definitions its nodes; none for one that is blocked
   * @returns its id; `isOver` when there was nothing to do for it
   */
  async begin(
    tx: Tx,
    origin: Origin,
    definitions: readonly NodeDefinition[],
    event: ExecutionEvent,
  ): Promise<{ id: string; isOver: boolean }> {
    const loaded = newRun(origin, definitions);
    const change = changeOf(loaded, event, origin.requestedBy);
    if (!change) throw new Error(`an execution cannot begin with ${event.type}`);
    const landed = { change, nodes: nodeResults(change), durationMs: 0, context: currentContext() };
    await this.beginEach(tx, { landed, origin });
    return { id: loaded.execution.id, isOver: executionMachine.isTerminal(loaded.run.status) };
  }

  private readonly beginEach = combined<Begun, void>(async (tx, begun) => {
    const landed = begun.map((one) => one.landed);
    const rows = this.writer.insert(tx, begun);
    // What another execution did is there before anybody looks at it.
    if (begun.some(({ origin }) => origin.resumed)) await rows;
    await together([rows, this.drive(tx, landed), this.follow(tx, landed)]);
    return begun.map(() => undefined);
  });

  private async drive(tx: Tx, landed: readonly Landed[]): Promise<void> {
    const runs = landed.map(({ change }) => change.loaded).filter(({ run }) => run.engineWork.size > 0);
    const [asking, others] = [runs.filter(asksForEvidence), runs.filter((loaded) => !asksForEvidence(loaded))];
    // What is known of evidence is read when a lane claims it.
    await together([
      this.drives.want(
        tx,
        asking.map(({ execution }) => execution.id),
      ),
      this.drives.begin(tx, others),
    ]);
  }

  /**
   * Writes planned changes of the organization at hand with all that follows from them.
   * @param lane who has planned them, where it is a lane
   * @throws ChangedMeanwhile when somebody else has changed some of the executions
   */
  async write(tx: Tx, changes: readonly RunChange[], lane?: string): Promise<void> {
    await this.follow(tx, await this.writer.write(tx, changes, lane));
  }

  private async follow(tx: Tx, landed: readonly Landed[]): Promise<void> {
    const troubles = await this.effects.follow(tx, landed);
    const ids = landed.map(({ change }) => change.loaded.execution.id);
    await together([this.events.changed(tx, landed), this.turns.leave(tx, landed.flatMap(endedTurn))]);
    this.live.changedAll(tx, 'execution', ids);
    fp('engine.after_commands');
    const errors = errorsOf(troubles);
    if (errors.length > 0) await this.write(tx, errors);
  }
}

function endedTurn({ change }: Landed): string[] {
  const { id, concurrencyGroup } = change.loaded.execution;
  return concurrencyGroup !== null && executionResult(change).isEnded ? [id] : [];
}

/** One change for each execution, however many of its nodes are in trouble: a change lands once on a revision. */
function errorsOf(troubles: readonly Trouble[]): RunChange[] {
  const changes = new Map<LoadedRun, RunChange>();
  for (const { moved, message } of troubles) {
    const event = { type: 'node' as const, key: moved.node.key, trigger: 'error' as const, message };
    const known = changes.get(moved.loaded);
    const change = known ?? changeOf(moved.loaded, event, SYSTEM);
    if (known) addTo(known, event);
    else if (change) changes.set(moved.loaded, change);
  }
  return [...changes.values()];
}
