import { isFree } from '../../tools/processes/free-port.ts';
import { until } from '../../tools/processes/until.ts';
import type { Child } from '../processes/child.ts';

export const START_MS = 10_000;

/** Another product before the upstream. */
export interface PeerProxy {
  port: number;
  /** Of the processes that do the work. */
  workerPids: number[];
  /** To be published with the ratio: without the paths of this run. */
  config: string;
  stop(): Promise<void>;
}

/** Resolves once something listens on the port. @throws Error with what the process said when it ended instead */
export async function whenListening(name: string, child: Child, port: number): Promise<void> {
  const isUp = async (): Promise<boolean> => child.hasEnded() || !(await isFree(port));
  if ((await until(isUp, { timeoutMs: START_MS })) && !child.hasEnded()) return;
  throw new Error(`${name} did not start: ${child.log.tail().join('\n')}`);
}
