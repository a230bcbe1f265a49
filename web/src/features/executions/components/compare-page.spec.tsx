import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import type { ExecutionComparisonResponse, ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { ComparePage } from './compare-page.js';

const run = (number: number): ExecutionSummaryResponse => ({
  ...{ id: `run${number}`, number, pipelineId: 'p', pipelineName: 'release', status: 'succeeded', reason: null },
  ...{ trigger: 'push', requestedById: null, requestedByName: 'Ada', replayOf: null, replayOfNumber: null },
  ...{
    concurrencyGroup: null,
    schedule: null,
    follows: null,
    parent: null,
    priority: 0,
    nodesTotal: 1,
    nodesFinished: 1,
  },
  ...{ createdAt: '2026-01-01T00:00:00Z', startedAt: null, finishedAt: null, queuedMs: 1, durationMs: 2 },
  commit: {
    ...{ sha: 'a'.repeat(40), branch: 'main', message: 'fix', authorName: 'Ada', authorEmail: 'a@b.c' },
    authoredAt: '2026-01-01T00:00:00Z',
  },
});
const side = { id: 'x', status: 'succeeded', attempt: 1, queuedMs: 1, durationMs: 2 } as const;
const common = { kind: 'shell', outputs: [], artifacts: [], evidence: [] } as const;
const comparison = {
  ...{ left: run(1), right: run(2), evidence: [] },
  inputs: [{ name: 'target', left: 'a', right: 'b', isSame: false }],
  definition: { left: 1, right: 2, isSame: false, lines: [{ side: 'right', text: 'retry: 2', left: null, right: 3 }] },
  nodes: [
    { ...common, key: 'lint', name: 'lint', differences: [], left: side, right: side },
    {
      ...{ ...common, key: 'test', name: 'test', differences: ['status'] },
      ...{ left: side, right: { ...side, status: 'failed' } },
    },
    { ...common, key: 'new', name: 'new', differences: ['presence'], left: null, right: side },
  ],
} as unknown as ExecutionComparisonResponse;

describe('two runs side by side', () => {
  const onSwap = vi.fn();
  const onOnlyDifferent = vi.fn();
  const onLog = vi.fn();
  const page = (isOnly: boolean) => (
    <ComparePage {...{ comparison, onOnlyDifferent, onSwap, onLog }} isOnlyDifferent={isOnly} />
  );

  it('tell what differs, and lead to the logs of both', async () => {
    const { container } = await renderUi(page(false));
    expect(screen.getByText('2 of 3 nodes differ.')).toBeInTheDocument();
    expect(within(screen.getByRole('row', { name: /^test/ })).getByText('result')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /^new/ })).toHaveTextContent('not in this run');
    expect(screen.getAllByRole('link', { name: 'Log of lint' })).toHaveLength(2);
    expect(screen.getByLabelText(/^Lines of/)).toHaveTextContent('Only on the right: retry: 2');
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Compare logs of test' }));
    expect(onLog).toHaveBeenCalledWith('test');
    expect(screen.queryByRole('button', { name: 'Compare logs of new' })).toBeNull();
  });

  it('leave out what is alike, and answer to the keys', async () => {
    await renderUi(page(true));
    expect(screen.queryByRole('row', { name: /^lint/ })).toBeNull();
    expect(screen.queryByRole('row', { name: /^Branch/ })).toBeNull();
    expect(screen.getByRole('row', { name: /^Input target/ })).toHaveTextContent('ab');
    await userEvent.keyboard('sdj');
    expect(onSwap).toHaveBeenCalledOnce();
    expect(onOnlyDifferent).toHaveBeenCalledWith(false);
    expect(screen.getByRole('row', { name: /^test/ })).toHaveFocus();
  });
});
