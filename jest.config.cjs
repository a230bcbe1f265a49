// One jest, a project per lane; `npm test` runs them in this order (tools/test).
const { QUEUELESS, SEND_ONLY } = require('./libs/shared/testing/jest/queueless.cjs');
const preset = require('./jest.preset.cjs');

const lane = (displayName, testRegex, extra = {}) => ({ ...preset, displayName, testRegex, ...extra });
const withDatabase = { globalSetup: '<rootDir>/libs/shared/testing/jest/cluster.cjs' };

module.exports = {
  // A hook that starts a service on a cloned database takes more than jest's 5 s on a busy machine.
  testTimeout: 20_000,
  testSequencer: '<rootDir>/libs/shared/testing/jest/long-first.cjs',
  projects: [
    lane('unit', '(?<!\\.(int|api))\\.spec\\.ts$'),
    // The specs of the list are held to it here, where they run.
    lane('integration', '\\.int-spec\\.ts$', { ...withDatabase, globals: { QUEUELESS, SEND_ONLY } }),
    // Those that use a queue once more with Redis under it; the runner and the tools have none.
    lane('integration-redis', '(libs/shared/testing/src/probe/|gateway/|services/).*\\.int-spec\\.ts$', {
      ...withDatabase,
      testPathIgnorePatterns: [...QUEUELESS, ...SEND_ONLY],
      setupFiles: ['<rootDir>/libs/shared/testing/jest/empty-redis.cjs'],
    }),
    // Not part of `npm test`: each takes minutes (`npm run test:faults`).
    lane('faults', '\\.fault-spec\\.ts$', withDatabase),
    // File by file, to work on one; `npm test` takes those of a service together (libs/shared/testing/jest/together.cjs).
    lane('api', '\\.api-spec\\.ts$', withDatabase),
    lane('api-together', '/jest/together/[^/]+\\.cjs$', withDatabase),
  ],
};
