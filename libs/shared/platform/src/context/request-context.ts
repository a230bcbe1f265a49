import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';
import type { Actor } from '@throughline/contracts';
import type { Span } from '../tracing/spans.js';
import type { Steps } from '../database/steps.js';
import type { RequestDeadline } from '../deadline/request-deadline.js';

/** What is known about the request or job at hand, wherever in the code one stands. */
export interface RequestContext {
  traceparent: string;
  requestId: string;
  actor: Actor | null;
  ip: string | null;
  userAgent: string | null;
  /** Of the request or job at hand; its context is in `traceparent`. */
  span?: Span;
  /** Set while the handler of a request with an idempotency key runs. */
  steps?: Steps | undefined;
  /** Until when a request has to be answered; none for a job. */
  deadline?: RequestDeadline | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` with the context; everything awaited inside sees it. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** Runs `work` in the same context without the steps: for what is no part of the request's command. */
export function outsideOfSteps<T>(work: () => T): T {
  const context = storage.getStore();
  return context?.steps ? storage.run({ ...context, steps: undefined }, work) : work();
}

/** Runs `work` in the same context without the deadline: for what has to be done after it, too. */
export function beyondDeadline<T>(work: () => T): T {
  const context = storage.getStore();
  return context?.deadline ? storage.run({ ...context, deadline: undefined }, work) : work();
}

/** Runs `work` as if no request or job were at hand: for what is done for many of them at once. */
export function withoutContext<T>(work: () => T): T {
  return storage.exit(work);
}

/** The current context, or undefined outside a request or job. */
export function currentContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Random bytes in store: asking for a handful at a time costs more than all else that a context is made of. */
const store = Buffer.alloc(4_096);
let used = store.length;

function randomHex(bytes: number): string {
  if (used + bytes > store.length) {
    randomFillSync(store);
    used = 0;
  }
  used += bytes;
  return store.toString('hex', used - bytes, used);
}

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A W3C trace context for our span: of the caller's trace when it sent a valid one, else of a new trace. */
export function continueTrace(incoming: string | undefined): string {
  const trace = incoming ? TRACEPARENT.exec(incoming)?.[1] : undefined;
  if (trace !== undefined) return `00-${trace}-${randomHex(8)}-01`;
  const made = randomHex(24);
  return `00-${made.slice(0, 32)}-${made.slice(32)}-01`;
}

/** The 32 hex digits of the trace id. */
export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}

/** The trace id at hand; empty outside a request or job. */
export function currentTraceId(): string {
  const context = currentContext();
  return context ? traceIdOf(context.traceparent) : '';
}
