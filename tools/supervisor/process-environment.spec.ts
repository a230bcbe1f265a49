import { processEnvironment } from './process-environment.ts';

it('passes on the shell’s environment without npm’s, and lets ours win', () => {
  const outer = {
    PATH: '/bin',
    npm_lifecycle_event: 'start',
    DATABASE_URL: 'theirs',
    REDIS_URL_FILE: '/theirs',
    KEK: 'theirs',
    KEK_FILE: '/theirs',
    SMTP_URL_FILE: '/kept',
  };
  expect(processEnvironment(outer, { KEK: 'ours' })).toEqual({ PATH: '/bin', KEK: 'ours', SMTP_URL_FILE: '/kept' });
});
