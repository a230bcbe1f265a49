import { describe, expect, it } from 'vitest';
import type { ApprovalResponse } from '../../../shared/api/generated/types.gen.js';
import { approvalRows } from './approval-view.js';

const approval = (id: string, extra: Partial<ApprovalResponse>) =>
  ({ id, state: 'pending', canVote: true, requestedAt: '2026-11-20T10:00:00Z', ...extra }) as ApprovalResponse;

const items = [
  approval('others', { canVote: false, requestedAt: '2026-11-20T08:00:00Z' }),
  approval('mine-new', {}),
  approval('done', { state: 'approved', canVote: false }),
  approval('mine-old', { requestedAt: '2026-11-20T09:00:00Z' }),
];

describe('approvalRows', () => {
  it('puts what I can decide first, the oldest on top', () => {
    expect(approvalRows(items, 'waiting').map(({ id }) => id)).toEqual(['mine-old', 'mine-new', 'others']);
  });

  it('shows only decided ones as decided', () => {
    expect(approvalRows(items, 'decided').map(({ id }) => id)).toEqual(['done']);
  });
});
