import { planHost } from './host-plan.js';
import type { ObservedApp } from './provider.js';

const app = (deploymentId: string): ObservedApp => ({
  deploymentId,
  serviceSlug: 'hello',
  pid: 7,
  startTicks: '1',
  port: 80,
});
const desired = { serviceSlug: 'hello', deploymentId: 'new' };

describe('planHost', () => {
  it.each([
    ['an empty host', [], null, ['start', 'switch']],
    ['the release before', ['old'], 'old', ['start', 'switch', 'stop old']],
    ['an app that was started and not switched to', ['old', 'new'], 'old', ['switch', 'stop old']],
    ['a switch that was not followed by a stop', ['old', 'new'], 'new', ['stop old']],
    ['what is wanted', ['new'], 'new', []],
    ['an app that died', [], 'new', ['start']],
  ])('leads on from %s', (_what, running, current, expected) => {
    const plan = planHost(desired, { running: running.map(app), current });
    const words = plan.map((one) => (one.change === 'stop' ? `stop ${one.app.deploymentId}` : one.change));
    expect(words).toEqual(expected);
  });
});
