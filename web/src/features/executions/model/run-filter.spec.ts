import { expect, it } from 'vitest';
import { toQuery } from './run-filter.js';

it('asks the API for what the URL names, and for nothing else', () => {
  expect(toQuery({})).toEqual({});
  expect(toQuery({ pipeline: 'p1', status: 'active' })).toEqual({ pipelineId: 'p1', active: true });
  expect(toQuery({ status: 'failed' })).toEqual({ status: 'failed' });
});
