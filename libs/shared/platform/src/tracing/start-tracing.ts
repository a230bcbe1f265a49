import type { Sampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { isTraced, type TracingConfig } from './tracing.config.js';
import { useTracer } from './spans.js';

export interface TracedProcess {
  name: string;
  version: string;
  /** At the door the caller is a stranger: it may name its trace, not decide that we record it. */
  isEdge?: boolean;
}

const FLUSH_MS = 2_000;
let provider: TracerProvider | undefined;

/** Sends this process's spans to the collector that the settings name; loads and does nothing when they name none. */
export async function startTracing(traced: TracedProcess, config: TracingConfig): Promise<void> {
  if (!isTraced(config) || provider) return;
  const [sdk, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
    import('@opentelemetry/resources'),
  ]);
  const own = resources.resourceFromAttributes({
    'service.name': config.OTEL_SERVICE_NAME ?? traced.name,
    'service.namespace': 'throughline',
    'service.version': traced.version,
  });
  const given = resources.detectResources({ detectors: [resources.envDetector] });
  const scheduledDelayMillis = config.OTEL_BSP_SCHEDULE_DELAY;
  provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(own).merge(given),
    sampler: samplerOf(sdk, config, traced.isEdge === true),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis })],
  });
  useTracer(provider.getTracer('throughline', traced.version));
}

/** Sends what waits, for at most two seconds. Never rejects: a collector that is away keeps nobody from stopping. */
export async function flushTraces(): Promise<void> {
  await provider?.forceFlush({ timeoutMillis: FLUSH_MS }).catch(() => undefined);
}

/** Ends tracing in this process, for tests. */
export async function stopTracing(): Promise<void> {
  useTracer(undefined);
  await provider?.shutdown().catch(() => undefined);
  provider = undefined;
}

function samplerOf(sdk: typeof import('@opentelemetry/sdk-trace'), config: TracingConfig, isEdge: boolean): Sampler {
  const [kind, isParentBased] = kindOf(config.OTEL_TRACES_SAMPLER);
  const roots: Record<typeof kind, () => Sampler> = {
    always_on: () => new sdk.AlwaysOnSampler(),
    always_off: () => new sdk.AlwaysOffSampler(),
    traceidratio: () => new sdk.TraceIdRatioBasedSampler(config.OTEL_TRACES_SAMPLER_ARG),
  };
  const root = roots[kind]();
  if (!isParentBased) return root;
  const ofStrangers = isEdge ? { remoteParentSampled: root, remoteParentNotSampled: root } : {};
  return new sdk.ParentBasedSampler({ root, ...ofStrangers });
}

function kindOf(name: TracingConfig['OTEL_TRACES_SAMPLER']): ['always_on' | 'always_off' | 'traceidratio', boolean] {
  const kind = name.replace('parentbased_', '') as 'always_on' | 'always_off' | 'traceidratio';
  return [kind, name !== kind];
}
