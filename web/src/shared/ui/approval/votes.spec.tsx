import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderUi } from '../../../../test/render.js';
import type { ApprovalRequestResponse, VoteResponse } from '../../api/generated/types.gen.js';
import { Votes } from './votes.js';

const vote = (extra: Partial<VoteResponse>): VoteResponse => ({
  ...{ userId: 'u1', userName: 'Grace', decision: 'approve', comment: null, votedAt: '2026-11-20T10:00:00Z' },
  ...{ counts: true, evidenceDigest: 'sha256:abcdef', onBehalfOfName: null },
  ...extra,
});
const approval = (votes: VoteResponse[]) => ({ votes, requiredVotes: 2, state: 'pending' }) as ApprovalRequestResponse;

describe('Votes', () => {
  it('shows a vote on other evidence, and does not count it', async () => {
    await renderUi(<Votes approval={approval([vote({ counts: false })])} />);
    expect(screen.getByText('Void')).toBeInTheDocument();
    expect(screen.getByText(/This vote does not count/)).toBeInTheDocument();
    expect(screen.getByText('2 more votes needed')).toBeInTheDocument();
  });

  it('says in whose place somebody voted', async () => {
    await renderUi(<Votes approval={approval([vote({ onBehalfOfName: 'Linus' })])} />);
    expect(screen.getByText(/for Linus/)).toBeInTheDocument();
    expect(screen.getByText('1 more vote needed')).toBeInTheDocument();
  });
});
