import { testEnvironment } from './test-environment.ts';

it('keeps the options of Node and hides the servers of the developer', () => {
  const outer = { NODE_OPTIONS: '--x', DATABASE_URL: 'y', REDIS_URL: 'z', npm_command: 'test', CI: 'true' };
  expect(testEnvironment(outer)).toEqual({
    NODE_COMPILE_CACHE: expect.stringMatching(/node_modules\/\.cache\/throughline-compiled$/),
    NODE_OPTIONS: '--x',
    CI: 'true',
  });
});

it('leaves compiled code where the caller wants it', () => {
  expect(testEnvironment({ NODE_COMPILE_CACHE: '/tmp/x' })).toEqual({ NODE_COMPILE_CACHE: '/tmp/x' });
});
