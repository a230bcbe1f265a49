import { currentContext, runInContext, traceIdOf } from '../context/request-context.js';
import { createdMessage, processingMessage } from './message-spans.js';
import { inSpan, startSpan } from './spans.js';
import { contextOf, traceparentOf } from './traceparent.js';
import { isTraced, readTracingConfig } from './tracing.config.js';

const INCOMING = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
const context = { traceparent: INCOMING, requestId: 'r', actor: null, ip: null, userAgent: null };

describe('without tracing', () => {
  it('a hop continues the trace under an id of its own, and what is below it keeps that', async () => {
    const server = startSpan({ name: 'GET', kind: 'server', parent: INCOMING });
    expect(traceIdOf(server.traceparent)).toBe('1'.repeat(32));
    expect(server.traceparent).not.toBe(INCOMING);
    await runInContext(context, async () => {
      expect(startSpan({ name: 'GET', kind: 'client' }).traceparent).toBe(INCOMING);
      await inSpan({ name: 'x', kind: 'internal' }, async () => expect(currentContext()?.traceparent).toBe(INCOMING));
      expect(createdMessage({ id: '1', type: 't', orgId: 'o' })).toBe(INCOMING);
    });
  });

  it('a message is applied in the trace that created it, and in one of its own when it names none', async () => {
    const seen = (traceparent: string | null) =>
      processingMessage(
        { id: 'j', type: 't', queue: 'q', envelope: { id: 'e', type: 't', orgId: 'o', traceparent } },
        async () => ({ trace: traceIdOf(currentContext()?.traceparent ?? ''), requestId: currentContext()?.requestId }),
      );
    expect(await seen(INCOMING)).toEqual({ trace: '1'.repeat(32), requestId: 'j' });
    expect((await seen(null)).trace).toMatch(/^(?!1{32})[0-9a-f]{32}$/);
  });
});

describe('trace contexts', () => {
  it.each([
    '',
    'x',
    `00-${'0'.repeat(32)}-${'2'.repeat(16)}-01`,
    `00-${'1'.repeat(32)}-${'0'.repeat(16)}-01`,
    `01-${'1'.repeat(32)}`,
  ])('%j is none', (text) => expect(contextOf(text)).toBeUndefined());
  it('come out as they went in', () => expect(traceparentOf(contextOf(INCOMING) ?? fail())).toBe(INCOMING));
});

describe('the settings', () => {
  it.each([
    [{}, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318/v1/traces' }, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' }, false],
  ])('%j means traced: %s', (env, traced) => expect(isTraced(readTracingConfig(env))).toBe(traced));
});

function fail(): never {
  throw new Error('no context');
}
