import { describe, expect, it } from 'vitest';
import type { NodeStatus } from '../../../shared/api/generated/types.gen.js';
import { pickNode } from './pick-node.js';

const nodes = (...statuses: NodeStatus[]) => statuses.map((status, index) => ({ key: `n${index}`, status }));
const pick = (statuses: NodeStatus[], asked?: string) => pickNode(nodes(...statuses), asked)?.key;

describe('pickNode', () => {
  it('opens a failed run at the node that failed, whatever else happens', () => {
    expect(pick(['succeeded', 'running', 'failed', 'skipped'])).toBe('n2');
  });

  it('opens a waiting run at what it waits for and a running one at what runs', () => {
    expect(pick(['succeeded', 'running', 'waiting', 'pending'])).toBe('n2');
    expect(pick(['succeeded', 'running', 'pending'])).toBe('n1');
  });

  it('opens a finished run at its end and a queued one at its start', () => {
    expect(pick(['succeeded', 'succeeded', 'skipped'])).toBe('n1');
    expect(pick(['pending', 'pending'])).toBe('n0');
  });

  it('opens at a failure that was allowed when there is no other', () => {
    const tolerated = { key: 'lint', status: 'failed' as const, continueOnError: true };
    expect(pickNode([tolerated, { key: 'test', status: 'succeeded' }], undefined)?.key).toBe('lint');
    expect(pickNode([tolerated, { key: 'test', status: 'failed' }], undefined)?.key).toBe('test');
  });

  it('opens at what runs, also if it may fail', () => {
    const running = { key: 'lint', status: 'running' as const, continueOnError: true };
    expect(pickNode([{ key: 'install', status: 'succeeded' }, running], undefined)?.key).toBe('lint');
  });

  it('obeys the URL when it names a node, and not otherwise', () => {
    expect(pick(['failed', 'skipped'], 'n1')).toBe('n1');
    expect(pick(['failed', 'skipped'], 'nope')).toBe('n0');
    expect(pick([], 'n1')).toBeUndefined();
  });
});
