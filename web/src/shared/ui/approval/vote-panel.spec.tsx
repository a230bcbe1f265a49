import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderUi } from '../../../../test/render.js';
import { client } from '../../api/generated/client.gen.js';
import type { ApprovalRequestResponse } from '../../api/generated/types.gen.js';
import { VotePanel } from './vote-panel.js';

const approval: ApprovalRequestResponse = {
  ...{ id: 'a1', kind: 'run', title: 'Promote', effect: '', state: 'pending', requiredVotes: 1, votes: [] },
  ...{ run: null, change: null, failure: null, subjectId: null, supersededBy: null, environments: [] },
  ...{ requestedById: 'u2', requestedByName: 'Linus', votesFor: null, myVote: null },
  ...{ canVote: true, canChangeVote: false, canRequestChanges: true, canAnswer: false, canWithdraw: false },
  rule: { roles: [], groups: [], members: [], comment: 'optional', author: 'barred' },
  pack: { digest: 'sha256:abc', commit: null, definition: null, artifacts: [], nodes: [], facts: [] },
  cannotVoteReason: null,
  requestedAt: '2026-11-20T10:00:00Z',
  decidedAt: null,
  expiresAt: null,
};

let sent: unknown[];
let answer: () => Response;

beforeEach(() => {
  sent = [];
  answer = () => Response.json({ ...approval, state: 'approved', canVote: false });
  client.setConfig({
    baseUrl: 'http://localhost',
    fetch: async (input) => {
      sent.push(await (input as Request).json());
      return answer();
    },
  });
});
afterEach(() => vi.restoreAllMocks());

describe('VotePanel', () => {
  it('approves from the keyboard, for the evidence that was on screen', async () => {
    await renderUi(<VotePanel approval={approval} />);
    await userEvent.keyboard('a');
    await userEvent.type(screen.getByRole('textbox', { name: /Comment/ }), 'fine{Control>}{Enter}{/Control}');
    await waitFor(() => expect(sent).toEqual([{ decision: 'approve', evidenceDigest: 'sha256:abc', comment: 'fine' }]));
  });

  it('asks before it rejects, and lets the person think again', async () => {
    await renderUi(<VotePanel approval={approval} />);
    await userEvent.keyboard('r');
    expect(screen.getByRole('textbox', { name: /Why not/ })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: /Approve/ })).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it('wants words where the rule does, and asks for changes only with some', async () => {
    await renderUi(<VotePanel approval={{ ...approval, rule: { ...approval.rule, comment: 'reject' } }} />);
    await userEvent.keyboard('r');
    expect(screen.getByRole('button', { name: 'Reject' })).toBeDisabled();
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: 'Ask for changes' }));
    await userEvent.type(screen.getByRole('textbox', { name: /What has to be different/ }), 'Say where');
    await userEvent.click(screen.getByRole('button', { name: 'Ask for changes' }));
    await waitFor(() => expect(sent).toEqual([{ comment: 'Say where', evidenceDigest: 'sha256:abc' }]));
  });

  it('lets a vote be changed, and not be cast again', async () => {
    const voted = { ...approval, canVote: false, canChangeVote: true, myVote: 'approve' as const };
    await renderUi(<VotePanel approval={voted} />);
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull();
    await userEvent.keyboard('a');
    expect(screen.queryByRole('textbox')).toBeNull();
    await userEvent.keyboard('r');
    expect(screen.getByRole('textbox', { name: /Why not/ })).toHaveFocus();
  });

  it('says in whose place one votes', async () => {
    await renderUi(<VotePanel approval={{ ...approval, votesFor: 'Grace Hopper' }} />);
    expect(screen.getByText(/in the place of Grace Hopper/)).toBeInTheDocument();
  });

  it('says why this person cannot vote, and offers no button', async () => {
    await renderUi(
      <VotePanel approval={{ ...approval, canVote: false, cannotVoteReason: 'You asked for this yourself.' }} />,
    );
    await userEvent.keyboard('a');
    expect(screen.getByText('You asked for this yourself.')).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows a refusal in place', async () => {
    answer = () =>
      Response.json(
        { code: 'evidence_changed', title: 'The evidence has changed', status: 409, traceId: 't' },
        { status: 409 },
      );
    await renderUi(<VotePanel approval={approval} />);
    await userEvent.keyboard('a');
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The evidence has changed');
  });
});
