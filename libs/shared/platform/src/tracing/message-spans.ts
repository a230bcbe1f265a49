import type { Attributes } from '@opentelemetry/api';
import { runInContext } from '../context/request-context.js';
import { eventSeconds } from '../health/metrics.js';
import { runInSpan, type Span, startSpan } from './spans.js';

const SYSTEM = 'bullmq';

export interface TracedMessage {
  id: string;
  type: string;
  orgId: string;
  traceparent: string | null;
}

/** The trace context that an event carries: a span of its own, below the command that it belongs to. */
export function createdMessage(message: Omit<TracedMessage, 'traceparent'>): string {
  const span = startSpan({
    name: `create ${message.type}`,
    kind: 'producer',
    attributes: attributesOf(message, 'create'),
  });
  span.end();
  return span.traceparent;
}

/** Runs `work`, which hands the messages to the queue, with a span for each that belongs to a trace. */
export async function sendingMessages<T>(messages: readonly TracedMessage[], work: () => Promise<T>): Promise<T> {
  const spans = messages.flatMap((message) => (message.traceparent === null ? [] : [sendSpan(message)]));
  let failure: string | undefined = 'not_sent';
  try {
    const result = await work();
    failure = undefined;
    return result;
  } finally {
    for (const span of spans) span.end(failure);
  }
}

export interface ReceivedMessage {
  /** The job's. */
  id: string;
  type: string;
  queue: string;
  /** Of the envelope, when it can be read. */
  envelope: TracedMessage | undefined;
}

/** Runs `work`, which applies a message, in a context and a span of its own, below the one that created the message. */
export async function processingMessage<T>(received: ReceivedMessage, work: () => Promise<T>): Promise<T> {
  const { envelope, queue, type } = received;
  const span = startSpan({
    name: `process ${queue}`,
    kind: 'consumer',
    parent: envelope?.traceparent ?? '',
    attributes: {
      ...attributesOf({ id: envelope?.id ?? received.id, type, orgId: envelope?.orgId ?? '' }, 'process'),
      'messaging.destination.name': queue,
    },
  });
  const context = { traceparent: span.traceparent, requestId: received.id, actor: null, ip: null, userAgent: null };
  const startedAt = performance.now();
  let outcome = 'failed';
  try {
    const result = await runInContext(context, () => runInSpan(span, context, work));
    outcome = 'applied';
    return result;
  } finally {
    eventSeconds.observe({ event: type, outcome }, (performance.now() - startedAt) / 1_000);
  }
}

function sendSpan(message: TracedMessage): Span {
  return startSpan({
    name: `send ${message.type}`,
    kind: 'producer',
    parent: message.traceparent ?? undefined,
    attributes: attributesOf(message, 'send'),
  });
}

function attributesOf({ id, type, orgId }: Omit<TracedMessage, 'traceparent'>, operation: string): Attributes {
  return {
    'messaging.system': SYSTEM,
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': type,
    'messaging.message.id': id,
    'throughline.event.type': type,
    ...(orgId === '' ? {} : { 'throughline.org.id': orgId }),
  };
}
