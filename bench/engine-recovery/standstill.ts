import type { Shape } from '../engine/workload.ts';
import { workMsOf } from './recovery-shapes.ts';

/** Something that died and came back. Times are milliseconds since 1970. */
export interface Kill {
  victim: 'service' | 'runner';
  /** When it was dead. */
  at: number;
  /** From then until it was ready again; a runner does not tell, so until its process was there. */
  readyMs: number;
}

/** A run as the database has it afterwards. */
export interface RunRecord {
  id: string;
  shape: Shape;
  /** When it was made. */
  at: number;
  nodes: ReadonlyMap<string, NodeRecord>;
}
export interface NodeRecord {
  status: string;
  /** Null for one that never ended. */
  endedAt: number | null;
}

/** How long a node stood still: from when it could have begun to its end, less what it takes by itself. */
export interface Still {
  key: string;
  ms: number;
  /** Whether something died meanwhile that it needed. */
  met: boolean;
}

/** A change of state of an execution or, with a key, of a node. */
export interface Move {
  at: number;
  key: string | null;
  /** The state that it came to. */
  to: string;
}

/** What connections of the dead had still asked the database for is no progress: nothing starts again as fast. */
const LEFT_BEHIND_MS = 100;

/** Of each node of a run that has succeeded; one that did not is for the gate to judge. */
export function standstills({ shape, at, nodes }: RunRecord, kills: readonly Kill[]): Still[] {
  return shape.nodes.flatMap((node) => {
    const { status, endedAt = null } = nodes.get(node.key) ?? {};
    if (status !== 'succeeded' || endedAt === null) return [];
    const readyAt = Math.max(at, ...node.needs.map((key) => nodes.get(key)?.endedAt ?? at));
    const met = kills.some((kill) => {
      const isNeeded = kill.victim === 'service' || node.run !== undefined;
      return isNeeded && kill.at >= readyAt && kill.at <= endedAt;
    });
    return [{ key: node.key, ms: Math.max(0, endedAt - readyAt - workMsOf(node)), met }];
  });
}

/**
 * For each death of the victim, how long until something moved again: anything after the service's, after a runner's what
 * a runner does to a step: that one is ready says the engine. A death after which nothing was left to do has none.
 * @param moves in the order of their times
 */
export function progressAfter(
  victim: Kill['victim'],
  kills: readonly Kill[],
  moves: readonly Move[],
  isStep: (key: string) => boolean,
): number[] {
  const counts = ({ key, to }: Move): boolean =>
    victim === 'service' || (key !== null && isStep(key) && to !== 'ready');
  return kills
    .filter((kill) => kill.victim === victim)
    .flatMap(({ at }) => {
      const next = moves.find((move) => move.at > at + LEFT_BEHIND_MS && counts(move));
      return next ? [next.at - at] : [];
    });
}
