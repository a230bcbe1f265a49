import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import type { ReplayPlanResponse } from '../../../shared/api/generated/types.gen.js';
import { ReplayPlan } from './replay-plan.js';

const node = (key: string, again: ReplayPlanResponse['nodes'][number]['again']) =>
  ({ key, name: key, kind: 'shell', status: 'succeeded', again }) as const;
const plan: ReplayPlanResponse = {
  ...{ warnings: [], inputs: [], values: {} },
  nodes: [node('build', null), node('lint', 'chosen'), node('test', 'chosen'), node('deploy', 'after')],
};

describe('the plan of a replay', () => {
  it('says what runs again, and lets more of it do so', async () => {
    const onAdd = vi.fn();
    const first = { from: ['test'], failedOnly: false };
    const choice = { ...first, from: ['test', 'lint'] };
    const { container } = await renderUi(<ReplayPlan plan={plan} first={first} choice={choice} onAdd={onAdd} />);
    expect(screen.getByRole('status')).toHaveTextContent('3 of 4 nodes run again; 1 is taken over as it ended.');
    await userEvent.click(screen.getByRole('button', { name: 'Run too: build' }));
    await userEvent.click(screen.getByRole('button', { name: 'Leave as it ended: lint' }));
    expect(onAdd.mock.calls).toEqual([['build'], ['lint']]);
    expect(screen.getAllByRole('button')).toHaveLength(2);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('has nothing to choose where everything runs again', async () => {
    const all = { from: [], failedOnly: false };
    await renderUi(<ReplayPlan plan={plan} first={all} choice={all} onAdd={() => undefined} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
