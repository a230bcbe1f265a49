import { stopUnderLoad, type StopScene } from '@throughline/testing';
import { GatewayStopScene } from '../../../gateway/test/stop-scene.js';
import { BillingStopScene } from '../../../services/billing/test/stop-scene.js';
import { DeploymentsStopScene } from '../../../services/deployments/test/stop-scene.js';
import { IdentityStopScene } from '../../../services/identity/test/stop-scene.js';
import { ObservabilityStopScene } from '../../../services/observability/test/stop-scene.js';
import { PipelinesStopScene } from '../../../services/pipelines/test/stop-scene.js';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';

const STOPS = sized(10, 50);
const MOST_MINUTES = sized(15, 60);

interface Subject {
  scene(): Promise<StopScene> | StopScene;
  close(): Promise<unknown>;
}

const closing = <T extends { scene(): Promise<StopScene>; service: { close(): Promise<void> } }>(
  world: T,
): Subject => ({
  scene: () => world.scene(),
  close: () => world.service.close(),
});

const SUBJECTS: [string, () => Promise<Subject>][] = [
  ['gateway', () => GatewayStopScene.start()],
  ['identity', async () => closing(await IdentityStopScene.start())],
  ['pipelines', async () => closing(await PipelinesStopScene.start())],
  ['deployments', async () => closing(await DeploymentsStopScene.start())],
  ['observability', async () => closing(await ObservabilityStopScene.start())],
  ['billing', async () => closing(await BillingStopScene.start())],
];

/** Each process is told to stop again and again, in the middle of requests, streams and queued work. */
describe('C14: graceful stop', () => {
  it.each(SUBJECTS)(
    'of %s: nothing that was accepted fails, and no job is left to stall',
    async (name, start) => {
      const world = await start();
      const violations: string[] = [];
      let [stops, requests, slowestMs] = [0, 0, 0];
      try {
        for (; stops < STOPS; stops++) {
          const stopped = await stopUnderLoad(await world.scene());
          violations.push(...stopped.violations);
          requests += stopped.requests;
          slowestMs = Math.max(slowestMs, stopped.ms);
        }
      } catch (error) {
        violations.push(String(error));
      } finally {
        await world.close();
      }
      report({
        row: 'C14',
        target: '50 stops under 100 requests/s: 0 failed accepted requests, exit 0 within 25 s, 0 stalled jobs',
        reached: `${name}: ${stops} stops, ${requests} requests, ${violations.length} violations${violations
          .slice(0, 1)
          .map((first) => ` (${first})`)
          .join('')}; slowest stop ${(slowestMs / 1_000).toFixed(1)} s`,
        pass: violations.length === 0,
      });
      expect(violations).toEqual([]);
    },
    MOST_MINUTES * 60_000,
  );
});
