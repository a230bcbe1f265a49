import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../../test/axe.js';
import { renderUi } from '../../../../../test/render.js';
import { readDraft } from '../model/draft.js';
import { NodeList } from './node-list.js';
import { ProblemList } from './problem-list.js';

const MARKS = [
  { line: 10, column: 13, message: 'install needs chekout', severity: 'error' },
  { line: 4, column: 1, message: 'nothing looks for security problems', severity: 'warning' },
] as const;

async function renderProblems(isUnchecked = false) {
  const done: (number | string)[] = [];
  const unchecked = isUnchecked ? { onRetry: () => void done.push('again') } : undefined;
  const { container } = await renderUi(
    <ProblemList marks={MARKS} unchecked={unchecked} onLine={(line) => done.push(line)} />,
  );
  return { done, container, user: userEvent.setup() };
}

describe('ProblemList', () => {
  it('says what is wrong and what is unwise, and leads to the line of each', async () => {
    const { done, container, user } = await renderProblems();
    await user.click(screen.getByRole('button', { name: 'Problem, line 10 install needs chekout' }));
    await user.click(screen.getByRole('button', { name: /^Warning, line 4/ }));
    expect(done).toEqual([10, 4]);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says that nobody has checked the text, and asks again', async () => {
    const { done, user } = await renderProblems(true);
    await user.click(screen.getByRole('button', { name: /not checked/ }));
    expect(done).toEqual(['again']);
  });
});

describe('NodeList', () => {
  it('leads to the line of a node', async () => {
    const read = readDraft('name: x\nnodes:\n  source: { kind: checkout }\n  test: { kind: shell, needs: [source] }\n');
    const nodes = 'error' in read ? [] : read.nodes;
    const lines: number[] = [];
    const { container } = await renderUi(
      <NodeList nodes={nodes} problems={new Map()} onLine={(line) => lines.push(line)} />,
    );
    await userEvent.setup().click(screen.getByRole('button', { name: /^test/ }));
    expect(lines).toEqual([4]);
    expect(await axeViolations(container)).toEqual([]);
  });
});
