import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { Completion } from '../server/protocol.js';
import { LeftRunningError } from '../records/record-follower.js';
import { cancelled, failed, type StepContext, timedOut } from './step.js';

const PAUSE_MS = 1_000;
const ATTEMPT_LIMIT_MS = 5_000;

/** Asks the URL again and again until it answers with the wanted status, or the time is over. */
export async function httpProbe(context: StepContext): Promise<Completion> {
  const { job, signal, leaving } = context;
  const { url, timeoutMs } = job.spec;
  if (!url || !/^https?:\/\//.test(url) || !URL.canParse(url)) return failed('The step has no http(s) URL.');
  const { status, isWanted } = await waitFor(
    url,
    AbortSignal.any([signal, leaving, AbortSignal.timeout(timeoutMs)]),
    context,
  );
  if (isWanted) return { outcome: 'succeeded', exitCode: null, message: null, outputs: { status } };
  if (leaving.aborted) throw new LeftRunningError('the runner stops'); // to ask again does no harm
  if (signal.aborted) return cancelled();
  const { message, ...end } = timedOut(timeoutMs);
  return { ...end, message: `${message} ${url} last said: ${status}.` };
}

async function waitFor(
  url: string,
  over: AbortSignal,
  { job, output }: StepContext,
): Promise<{ status: string; isWanted: boolean }> {
  const wanted = String(job.spec.status ?? 200);
  let last = 'nothing';
  while (!over.aborted) {
    const status = await attempt(url, over);
    if (status === wanted) return { status, isWanted: true };
    if (over.aborted) break;
    if (status !== last) output.system(`${url}: ${status}; waiting for ${wanted}.`);
    last = status;
    await delay(PAUSE_MS, undefined, { signal: over }).catch(() => undefined);
  }
  return { status: last, isWanted: false };
}

/** The status, or what went wrong in a word. */
async function attempt(url: string, signal: AbortSignal): Promise<string> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_LIMIT_MS)]);
    const answer = await request(url, { signal: limit });
    await answer.body.dump();
    return String(answer.statusCode);
  } catch (error) {
    return (error as { code?: unknown }).code === 'ECONNREFUSED' ? 'connection refused' : 'no answer';
  }
}
