import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { RunList } from './run-list.js';
import { RunWaterfall } from './run-waterfall.js';

const node = (key: string, extra: Partial<NodeResponse>): NodeResponse => ({
  id: key,
  key,
  name: key,
  kind: 'shell',
  needs: [],
  status: 'succeeded',
  message: null,
  attempt: 1,
  maxAttempts: 1,
  attempts: [],
  dueAt: null,
  when: 'success',
  if: null,
  continueOnError: false,
  exitCode: 0,
  runnerName: null,
  approvalId: null,
  questionId: null,
  copiedFrom: null,
  child: null,
  deploymentId: null,
  condition: null,
  outputs: {},
  logLines: 0,
  firstErrorLine: null,
  readyAt: '2026-01-01T00:00:00Z',
  startedAt: '2026-01-01T00:00:01Z',
  finishedAt: '2026-01-01T00:00:05Z',
  queuedMs: 1000,
  durationMs: 4000,
  ...extra,
});
const later = { readyAt: null, startedAt: null, finishedAt: null, queuedMs: null, durationMs: null } as const;
const nodes = [
  node('install', {}),
  node('test', { status: 'failed', needs: ['install'] }),
  node('deploy', { status: 'skipped', ...later }),
];

describe('the nodes of a run', () => {
  it('are a list with the state in words and one selection', async () => {
    const onSelect = vi.fn();
    const { container } = await renderUi(<RunList nodes={nodes} selected="test" onSelect={onSelect} />);
    expect(screen.getByRole('button', { pressed: true })).toHaveTextContent('Failedtestshell4.0 s');
    await userEvent.keyboard('jj');
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledWith('test');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('say on the clock how long each waited before it worked', async () => {
    const { container } = await renderUi(
      <RunWaterfall nodes={nodes} selected={undefined} onSelect={() => undefined} />,
    );
    expect(screen.getByRole('button', { name: /install/ })).toHaveTextContent('4.0 s after 1.0 s in the queue');
    expect(screen.getByRole('button', { name: /deploy/ })).toHaveTextContent('Skipped, —');
    expect(await axeViolations(container)).toEqual([]);
  });
});
