import { Masker } from '@throughline/kernel';
import { pino } from 'pino';
import { capabilitiesOf } from './containment/containment.rules.js';
import { findContainment } from './containment/find-containment.js';
import type { KubeApi } from './kubernetes/kube-api.js';
import { readRunnerConfig } from './runner.config.js';
import { Runner } from './runner.js';

const HARD_EXIT_MS = 25_000;

const config = readRunnerConfig();
const masker = new Masker([config.registrationToken ?? '']);
const logger = pino({
  name: 'runner',
  level: config.logLevel,
  hooks: { streamWrite: (line) => masker.maskText(line) },
});
const containment = await findContainment(config);
const isKubernetes = config.executor === 'kubernetes';
const kube = isKubernetes ? await openCluster(config.kubernetes.namespace) : undefined;
const runner = new Runner(config, logger, containment, kube);

let stopping = false;
const stop = async (exitCode: number): Promise<void> => {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), HARD_EXIT_MS).unref();
  await runner.stop();
  process.exit(exitCode);
};
process.on('SIGTERM', () => void stop(0));
process.on('SIGINT', () => void stop(0));

await runner.start();
const { gatewayUrl: gateway, concurrency } = config;
logger.info({ gateway, concurrency, capabilities: capabilitiesOf(containment) }, 'taking jobs');
try {
  await runner.ended();
} catch (error) {
  logger.fatal({ err: error }, 'the runner cannot go on');
  await stop(1);
}

/** The client is large, and most runners need none. */
async function openCluster(namespace: string): Promise<KubeApi> {
  const { KubeApi: Api } = await import('./kubernetes/kube-api.js');
  return new Api(namespace);
}
