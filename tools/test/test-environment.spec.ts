import { testEnvironment } from './test-environment.ts';

it('keeps the options of Node and hides the servers of the developer', () => {
  expect(
    testEnvironment({ NODE_OPTIONS: '--x', DATABASE_URL: 'y', REDIS_URL: 'z', npm_command: 'test', CI: 'true' }),
  ).toEqual({ NODE_OPTIONS: '--x', CI: 'true' });
});
