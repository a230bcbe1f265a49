import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import type { LogComparisonResponse } from '../../../shared/api/generated/types.gen.js';
import { ComparedLogLines } from './compared-log-lines.js';

const same = (line: number) => ({ isSame: true, left: line, leftText: `l${line}`, right: line, rightText: `l${line}` });
const log = { executionId: 'x', lines: 12, compared: 12, isCut: false, isComplete: true };
const comparison: LogComparisonResponse = {
  ...{ nodeKey: 'test', left: log, right: { ...log, lines: 9_000, isCut: true } },
  rows: [
    { isSame: false, left: 1, leftText: 'one', right: 1, rightText: 'eins' },
    ...Array.from({ length: 10 }, (_, at) => same(at + 2)),
    { isSame: false, left: null, leftText: null, right: 12, rightText: 'more' },
  ],
};
const numbers = { left: 1, right: 2 };

describe('two logs side by side', () => {
  it('say how many places differ, fold what is alike, and open it', async () => {
    const { container } = await renderUi(<ComparedLogLines comparison={comparison} numbers={numbers} />);
    expect(screen.getByText('2 differences')).toBeInTheDocument();
    expect(screen.getByText('Of #2 the first 12 of 9000 lines are compared.')).toBeInTheDocument();
    expect(screen.queryByText('l6')).toBeNull();
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: '4 lines alike' }));
    expect(screen.getAllByText('l6')).toHaveLength(2);
  });

  it('move from difference to difference by keys and buttons, and stop at the last', async () => {
    await renderUi(<ComparedLogLines comparison={comparison} numbers={numbers} />);
    const focused = (): string => document.activeElement?.textContent ?? '';
    await userEvent.keyboard('n');
    expect(focused()).toContain('Differs: 1one1eins');
    await userEvent.click(screen.getByRole('button', { name: 'Next difference' }));
    expect(focused()).toContain('Only on the right: 12more');
    await userEvent.keyboard('n');
    expect(focused()).toContain('12more');
    await userEvent.keyboard('p');
    expect(focused()).toContain('one');
  });

  it('say that nothing differs', async () => {
    await renderUi(<ComparedLogLines comparison={{ ...comparison, rows: [same(1)] }} numbers={numbers} />);
    expect(screen.getByText(/^Both say the same/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next difference' })).toBeDisabled();
  });
});
