// Jest's order of files: those that take longest come first, so that no worker is left alone with one at the end. Jest
// itself knows how long a file takes from the run before, and a fresh checkout has none: it goes by the files' sizes.
const Sequencer = require('@jest/test-sequencer').default;

/** By the ends of their paths, the longest first; everything over 15 s on a quiet machine. */
const LONG = [
  'together/pipelines-1-of-4.cjs',
  'together/pipelines-2-of-4.cjs',
  'together/pipelines-3-of-4.cjs',
  'together/pipelines-4-of-4.cjs',
  'together/identity-1-of-3.cjs',
  'together/identity-2-of-3.cjs',
  'together/identity-3-of-3.cjs',
  'together/deployments-1-of-1.cjs',
  'together/observability-1-of-1.cjs',
  'probe/crash.int-spec.ts',
  'supervisor/supervisor.int-spec.ts',
  'test/killed-worker.int-spec.ts',
  'test/shuffled-events.int-spec.ts',
  'probe/poison.int-spec.ts',
  'probe/delivery.int-spec.ts',
  'test/killed-engine.int-spec.ts',
  'members/members.int-spec.ts',
  'test/graceful-stop.int-spec.ts',
  'test/deploying.int-spec.ts',
  'test/rolling-back.int-spec.ts',
  'lint/rules-fire.spec.ts',
  'proxy/broken-queue-link.int-spec.ts',
  'probe/secrets-crash.int-spec.ts',
  'probe/purge-crash.int-spec.ts',
  'probe/idempotency-crash.int-spec.ts',
  'test/jobs.int-spec.ts',
];

const rankOf = ({ path }) => {
  const at = LONG.findIndex((end) => path.endsWith(end));
  return at < 0 ? LONG.length : at;
};

module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
  }
};
