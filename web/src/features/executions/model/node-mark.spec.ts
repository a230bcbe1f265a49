import { describe, expect, it } from 'vitest';
import { nodeMark } from './node-mark.js';

describe('nodeMark', () => {
  it('warns of a failure that is allowed', () => {
    expect(nodeMark({ status: 'failed', continueOnError: true })).toEqual({ mark: 'warning', word: 'Failed, allowed' });
    expect(nodeMark({ status: 'failed', continueOnError: false }).mark).toBe('failed');
  });

  it('does not excuse what broke on our side', () => {
    expect(nodeMark({ status: 'errored', continueOnError: true }).mark).toBe('failed');
    expect(nodeMark({ status: 'succeeded', continueOnError: true }).mark).toBe('succeeded');
  });
});
