import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import type { LineResponse } from '../../api/generated/types.gen.js';
import { Line } from './line.js';

const nothing = { detail: '', at: null, durationMs: null, environmentName: null, current: false, branch: false };
const line: LineResponse = {
  subjectKind: 'execution',
  subjectId: 'e1',
  stops: [
    { ...nothing, kind: 'commit', id: '9f3c', label: '9f3c1a2', title: 'fix: retry', state: 'succeeded' },
    {
      ...nothing,
      kind: 'execution',
      id: 'e1',
      label: '#41',
      title: 'checkout',
      state: 'waiting',
      current: true,
      durationMs: 192_000,
    },
    { ...nothing, kind: 'approval', id: 'a1', label: '1 of 2', title: 'Promote', state: 'waiting' },
    { ...nothing, kind: 'deployment', id: '', label: '—', title: '', state: 'queued', environmentName: 'Production' },
    { ...nothing, kind: 'rollback', id: 'd9', label: '#89', title: 'back to 1.7.4', state: 'succeeded', branch: true },
  ],
};

describe('Line', () => {
  it('says every stop in words and marks the current one', async () => {
    await renderUi(<Line line={line} />);
    const stops = screen.getAllByRole('listitem');
    expect(stops.map((stop) => stop.textContent)).toEqual([
      expect.stringContaining('commit9f3c1a2fix: retrySucceeded'),
      expect.stringContaining('run#41checkoutWaiting. 3m 12s'),
      expect.stringContaining('approval1 of 2'),
      expect.stringContaining('Production—Not yet'),
      expect.stringContaining('rollback#89back to 1.7.4'),
    ]);
    expect(stops[1]).toHaveAttribute('aria-current', 'step');
  });

  it('links stops that exist elsewhere, and neither the current nor a future one', async () => {
    await renderUi(<Line line={line} />);
    const links = within(screen.getByRole('navigation')).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/acme/approvals/a1', '/acme/deployments/d9']);
  });

  it('has no accessibility violation', async () => {
    const { container } = await renderUi(<Line line={line} />);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('draws nothing for an object without a line', async () => {
    await renderUi(<Line line={{ ...line, stops: [] }} />);
    expect(screen.queryByRole('navigation')).toBeNull();
  });
});
