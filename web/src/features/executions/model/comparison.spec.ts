import { describe, expect, it } from 'vitest';
import type { NodeComparisonResponse } from '../../../shared/api/generated/types.gen.js';
import { differenceWords, nodeFacts } from './comparison.js';

const side = { id: 'x', status: 'succeeded', attempt: 1, queuedMs: 1, durationMs: 2 } as const;
const node = (more: Partial<NodeComparisonResponse> = {}): NodeComparisonResponse => ({
  ...{
    key: 'a',
    name: 'a',
    kind: 'shell',
    differences: [],
    left: side,
    right: side,
    outputs: [],
    artifacts: [],
    evidence: [],
  },
  ...more,
});
const artifacts = [{ name: 'app', left: 'sha256:0123456789abcdef', right: null, isSame: false }];
const outputs = [{ name: 'v', left: '1', right: '1', isSame: true }];

describe('nodeFacts', () => {
  it('leaves out what is alike where only differences are asked for', () => {
    const facts = nodeFacts(node({ artifacts, outputs }), true);
    expect(facts).toEqual([{ name: 'artifact app', left: '0123456789ab', right: '—', isSame: false }]);
    expect(nodeFacts(node({ artifacts, outputs }), false).map(({ name }) => name)).toEqual(['v', 'artifact app']);
  });

  it('tells of attempts where there was more than one', () => {
    const right = { ...side, attempt: 3 };
    expect(nodeFacts(node({ right }), true)).toMatchObject([{ name: 'attempts', left: '1', right: '3' }]);
  });

  it('has nothing to set beside a node that only one run has', () => {
    expect(nodeFacts(node({ left: null, outputs }), false)).toEqual([]);
  });
});

it('differenceWords', () => expect(differenceWords(['status', 'presence'])).toBe('result, only in one'));
