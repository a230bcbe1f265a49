import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../test/axe.js';
import { renderUi, testQueryClient } from '../../../test/render.js';
import { ProblemError } from '../api/problem-error.js';
import { QueryView } from './query-view.js';

function Numbers({ load }: { load: () => Promise<number[]> }) {
  const query = useQuery({ queryKey: ['numbers'], queryFn: load });
  return (
    <QueryView query={query} isEmpty={(numbers) => numbers.length === 0} empty={<p>Nothing to count</p>}>
      {(numbers) => <p>Sum {numbers.reduce((sum, number) => sum + number, 0)}</p>}
    </QueryView>
  );
}

const problem = (status: number, detail: string) =>
  new ProblemError({ code: 'x', title: 'It failed', detail, traceId: '4bf92f3577b34da6' }, status);

describe('QueryView', () => {
  it('shows what is there, and what to do when nothing is', async () => {
    await renderUi(<Numbers load={() => Promise.resolve([1, 2])} />);
    expect(await screen.findByText('Sum 3')).toBeInTheDocument();
  });

  it('shows the empty state of an empty list', async () => {
    await renderUi(<Numbers load={() => Promise.resolve([])} />);
    expect(await screen.findByText('Nothing to count')).toBeInTheDocument();
  });

  it('shows a failure with its trace id, and tries again', async () => {
    const load = vi.fn().mockRejectedValueOnce(problem(500, 'The database is away')).mockResolvedValue([4]);
    const { container } = await renderUi(<Numbers load={load} />);
    expect(await screen.findByRole('alert')).toHaveTextContent('The database is away');
    expect(screen.getByRole('button', { name: /Copy the trace id: 4bf92f3577b34da6/ })).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Sum 4')).toBeInTheDocument();
  });

  it('tells forbidden from broken', async () => {
    await renderUi(<Numbers load={() => Promise.reject(problem(403, 'Needs logs.read.'))} />);
    expect(await screen.findByRole('heading', { name: 'You have no access to this' })).toBeInTheDocument();
    expect(screen.getByText(/Needs logs.read.*owner or admin.* can grant it/)).toBeInTheDocument();
  });

  it('keeps old data when it cannot refresh, and says so', async () => {
    const queryClient = testQueryClient();
    queryClient.setQueryData(['numbers'], [5], { updatedAt: Date.now() - 3_600_000 });
    await renderUi(<Numbers load={() => Promise.reject(problem(503, 'Away'))} />, { queryClient });
    await queryClient.refetchQueries();
    expect(await screen.findByText(/Could not refresh/)).toBeInTheDocument();
    expect(screen.getByText('Sum 5')).toBeInTheDocument();
  });
});
