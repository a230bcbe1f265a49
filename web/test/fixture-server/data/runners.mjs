import { ago, id } from './ids.mjs';
import { executions } from './pipelines.mjs';

const runner = (key, more = {}) => ({
  id: id(key),
  name: key,
  labels: ['linux', 'x64'],
  capabilities: ['bubblewrap', 'no-network', 'cgroup', 'prlimit'],
  version: '0.1.0',
  executor: 'process',
  online: true,
  paused: false,
  runningJobs: 0,
  running: [],
  lastSeenAt: ago(0, 4),
  registeredAt: ago(40_000),
  ...more,
});
const step = (number, nodeKey) => ({
  executionId: executions[0].id,
  executionNumber: number,
  nodeKey,
  startedAt: ago(2),
});
export const runners = [
  runner('runner-1', { runningJobs: 2, running: [step(412, 'test'), step(413, 'build-and-publish')] }),
  runner('gpu-box-in-the-basement', { labels: ['linux', 'x64', 'gpu', 'a-rather-long-label'], paused: true }),
  runner('arm-1', {
    ...{ labels: ['linux', 'arm64'], paused: true },
    ...{ runningJobs: 1, running: [step(401, 'test')] },
  }),
  runner('cluster', {
    executor: 'kubernetes',
    labels: [],
    capabilities: ['images'],
    runningJobs: 12,
    running: [step(398, 'e2e')],
  }),
  runner('old-mac', {
    labels: ['macos'],
    version: null,
    executor: null,
    capabilities: [],
    online: false,
    lastSeenAt: ago(300),
  }),
];
export const runnerQueue = {
  jobs: 9,
  groups: [
    { labels: [], jobs: 6, runners: 2, oldestAt: ago(1) },
    { labels: ['arm64', 'linux'], jobs: 3, runners: 0, oldestAt: ago(35) },
  ],
};
