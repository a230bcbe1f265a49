import type { V1Job, V1Pod } from '@kubernetes/client-node';
import { endOf, hasStarted } from './job-end.rules.js';

const job = (type?: string, reason?: string): V1Job =>
  ({ status: type ? { conditions: [{ type, status: 'True', reason }] } : { active: 1 } }) as V1Job;
const pod = (state: object, more: object = {}): V1Pod =>
  ({ status: { containerStatuses: [{ name: 'step', state }], ...more } }) as V1Pod;
const terminated = (exitCode: number, reason = 'Error'): V1Pod => pod({ terminated: { exitCode, reason } });

describe('the end of a Job', () => {
  it.each([
    ['goes on', job(), pod({ running: {} }), undefined],
    ['ended well', job('Complete'), terminated(0, 'Completed'), { cause: 'exit', exitCode: 0 }],
    ['failed', job('Failed', 'BackoffLimitExceeded'), terminated(3), { cause: 'exit', exitCode: 3 }],
    ['ran out of time', job('Failed', 'DeadlineExceeded'), undefined, { cause: 'timeout' }],
    ['ran out of memory', job('Failed'), terminated(137, 'OOMKilled'), { cause: 'limit', exitCode: 137 }],
    [
      'was evicted',
      job('Failed'),
      pod({}, { reason: 'Evicted', message: 'disk' }),
      { cause: 'limit', message: 'disk' },
    ],
    ['has lost its pod', job('Failed', 'BackoffLimitExceeded'), undefined, { cause: 'lost' }],
  ])('%s', (_what, one, its, expected) =>
    expect(endOf(one, its)).toEqual(expected && expect.objectContaining(expected)),
  );

  it.each([
    [pod({ waiting: { reason: 'ContainerCreating' } }), false],
    [pod({ running: {} }), true],
    [terminated(0), true],
    [undefined, false],
  ])('has output only once its container has started', (its, expected) => expect(hasStarted(its)).toBe(expected));
});
