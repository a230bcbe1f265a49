import {
  type Attributes,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { continueTrace, currentContext, type RequestContext, runInContext } from '../context/request-context.js';
import { contextOf, traceparentOf } from './traceparent.js';

export interface SpanStart {
  name: string;
  kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /** Asked for only where something is traced. */
  attributes?: Attributes | (() => Attributes);
  /** The caller's trace context; left out, the one at hand. */
  parent?: string | undefined;
}

/** A piece of work in a trace. Costs nothing where nothing is traced. */
export interface Span {
  /** What the next one in the chain gets as its parent. */
  readonly traceparent: string;
  /** Whether anybody gets to see it: else there is no need to say anything about it. */
  readonly isTraced: boolean;
  set(attributes: Attributes): void;
  rename(name: string): void;
  /** @param failure a word for what went wrong: a code or a class, never a message, which may hold anything */
  end(failure?: string): void;
}

const KINDS: Record<SpanStart['kind'], SpanKind> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

let tracer: Tracer | undefined;

/** From now on spans are made by this tracer; undefined ends that. */
export function useTracer(next: Tracer | undefined): void {
  tracer = next;
}

export function startSpan({ name, kind, attributes, parent = currentContext()?.traceparent }: SpanStart): Span {
  if (!tracer) return untracedSpan(kind, parent);
  const incoming = contextOf(parent);
  const context = incoming ? trace.setSpanContext(ROOT_CONTEXT, incoming) : ROOT_CONTEXT;
  const known = typeof attributes === 'function' ? attributes() : attributes;
  return traced(tracer.startSpan(name, { kind: KINDS[kind], ...(known ? { attributes: known } : {}) }, context));
}

/** Runs `work` as a span below the one at hand; what it does in turn is below it. Outside a trace it just runs. */
export async function inSpan<T>(start: SpanStart, work: () => Promise<T>): Promise<T> {
  const context = currentContext();
  if (!tracer || !context) return work();
  return runInSpan(startSpan(start), context, work);
}

/** Runs `work` in the context of a span and ends it with the work, saying what kind of error it failed with. */
export async function runInSpan<T>(span: Span, context: RequestContext, work: () => Promise<T>): Promise<T> {
  try {
    const result = await runInContext({ ...context, traceparent: span.traceparent, span }, work);
    span.end();
    return result;
  } catch (error) {
    span.end(failureOf(error));
    throw error;
  }
}

/** Says more about the span at hand, if there is one. */
export function annotateSpan(attributes: Attributes): void {
  currentContext()?.span?.set(attributes);
}

/** The code of an error, or its class. */
export function failureOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'error';
}

/** Without tracing the trace id still goes from hop to hop, for the logs. */
export function untracedSpan(kind: SpanStart['kind'], parent: string | undefined): Span {
  const isNewHop = kind === 'server' || kind === 'consumer' || parent === undefined;
  return new UntracedSpan(isNewHop ? continueTrace(parent) : parent);
}

class UntracedSpan implements Span {
  readonly isTraced = false;

  constructor(readonly traceparent: string) {}

  set(): void {
    // nobody sees it
  }

  rename(): void {
    // nobody sees it
  }

  end(): void {
    // nobody sees it
  }
}

function traced(span: OtelSpan): Span {
  return {
    traceparent: traceparentOf(span.spanContext()),
    isTraced: true,
    set: (attributes) => void span.setAttributes(attributes),
    rename: (name) => void span.updateName(name),
    end: (failure) => {
      if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', failure);
      span.end();
    },
  };
}
