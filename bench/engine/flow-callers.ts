import { request } from 'undici';
import { until } from '../../tools/processes/until.ts';
import type { Child } from '../processes/child.ts';
import { FEW_CALLERS } from './workload.ts';

/** What came of asking a product to run a flow and to answer at its end. */
export interface FlowAnswers {
  /** From the first request to the last answer, in milliseconds. */
  elapsedMs: number;
  /** Of each run, from its request to its answer. */
  runMs: number[];
  /** Answers that were what the end of that very run says. */
  right: number;
}

export interface FlowRequest {
  url: string;
  runs: number;
  callers?: number | undefined;
  /** Given the number that was sent with a run, what the answer to it has to tell. */
  isRight: (answer: unknown, run: number) => boolean;
}

/** Has a flow run so many times over HTTP; each of the callers asks again as soon as it has its answer. */
export async function callFlow({ url, runs, callers = FEW_CALLERS, isRight }: FlowRequest): Promise<FlowAnswers> {
  const runMs: number[] = [];
  let [next, right] = [0, 0];
  const began = performance.now();
  const caller = async (): Promise<void> => {
    while (next < runs) {
      const [run, asked] = [next++, performance.now()];
      const answer = await ask(url, run);
      runMs.push(performance.now() - asked);
      if (isRight(answer, run)) right += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(callers, runs) }, caller));
  return { elapsedMs: performance.now() - began, runMs, right };
}

/** The answer as JSON; undefined when it is another than 200, or no JSON: it is counted as wrong. */
async function ask(url: string, run: number): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const { statusCode, body } = await request(url, { method: 'POST', headers, body: JSON.stringify({ run }) });
  const text = await body.text();
  if (statusCode !== 200) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const START_MS = 120_000;

/** Resolves once the flow has answered. @throws Error with what the process said when it ends or takes too long */
export async function whenFlowAnswers(url: string, child: Child): Promise<void> {
  let answers = false;
  const isUp = async (): Promise<boolean> => {
    answers = (await ask(url, 0).catch(() => undefined)) !== undefined;
    return answers || child.hasEnded();
  };
  await until(isUp, { timeoutMs: START_MS, everyMs: 200 });
  if (!answers) throw new Error(`${url} does not answer: ${child.log.tail().join('\n')}`);
}
