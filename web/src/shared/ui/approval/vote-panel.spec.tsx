import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderUi } from '../../../../test/render.js';
import { client } from '../../api/generated/client.gen.js';
import type { ApprovalResponse } from '../../api/generated/types.gen.js';
import { VotePanel } from './vote-panel.js';

const commit = {
  sha: '9f3c',
  branch: 'main',
  message: 'fix',
  authorName: 'L',
  authorEmail: 'l@acme.test',
  authoredAt: '2026-11-20T10:00:00Z',
};
const approval: ApprovalResponse = {
  id: 'a1',
  executionId: 'e1',
  executionNumber: 41,
  pipelineName: 'checkout',
  nodeKey: 'approve',
  title: 'Promote',
  effect: '',
  state: 'pending',
  requiredVotes: 1,
  votes: [],
  requestedById: 'u2',
  requestedByName: 'Linus',
  environments: [],
  evidence: { digest: 'sha256:abc', artifactDigest: null, artifactName: null, commit, nodes: [] },
  canVote: true,
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
