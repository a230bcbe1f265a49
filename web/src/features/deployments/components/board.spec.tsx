import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { capabilitiesOf } from '../../../../test/capabilities.js';
import { renderUi, testQueryClient } from '../../../../test/render.js';
import {
  getCapabilitiesQueryKey,
  previewPromotionQueryKey,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { BoardResponse, DeploymentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { Board } from './board.js';

const at = '2026-01-01T00:00:00Z';
const environment = (id: string, name: string, position: number) =>
  ({ id, slug: id, name, class: 'staging', position, autoRollback: true, createdAt: at }) as const;
const deployment = (version: string): DeploymentSummaryResponse => ({
  id: `d${version}`,
  number: 8,
  kind: 'deploy',
  status: 'live',
  message: null,
  serviceId: 's',
  serviceName: 'shop',
  environmentId: 'st',
  environmentName: 'Staging',
  version,
  commitSha: '9f3c1a2b',
  commitMessage: 'fix',
  authorName: 'Ada',
  executionId: null,
  incidentId: null,
  requestedByName: 'Ada',
  url: null,
  createdAt: at,
  finishedAt: at,
  durationMs: 1,
});
const cell = { live: null, inProgress: null, healthy: null, promotableVersion: null, held: false, heldReason: null };
const board: BoardResponse = {
  environments: [environment('st', 'Staging', 1), environment('pr', 'Production', 2)],
  rows: [
    {
      serviceId: 's',
      serviceName: 'shop',
      cells: [
        { ...cell, environmentId: 'st', live: deployment('1.8.1'), healthy: false },
        { ...cell, environmentId: 'pr', promotableVersion: '1.8.1', held: true, heldReason: 'Incident #12 is open' },
      ],
    },
  ],
};

function clientWith(blockers: string[]) {
  const client = testQueryClient();
  const path = { org: 'acme' };
  client.setQueryData(getCapabilitiesQueryKey({ path }), capabilitiesOf('deployments.promote'));
  const query = { serviceId: 's', fromEnvironmentId: 'st', toEnvironmentId: 'pr' };
  const preview = {
    release: null,
    currentRelease: null,
    configChanges: [{ name: 'FLAG', change: 'added' }],
    blockers,
    notUndone: ['Data stays.'],
  };
  client.setQueryData(previewPromotionQueryKey({ path, query }), preview);
  return client;
}

describe('Board', () => {
  it('tells health apart from being live, and why a slot is held', async () => {
    const onOpen = vi.fn();
    const { container } = await renderUi(<Board board={board} onOpen={onOpen} />, { queryClient: clientWith([]) });
    const row = within(screen.getByRole('region', { name: 'shop' }));
    expect(row.getByText('Unhealthy')).toBeVisible();
    expect(row.getByText('Incident #12 is open', { exact: false })).toBeVisible();
    await userEvent.click(row.getByRole('button', { name: '1.8.1: history of shop in Staging' }));
    expect(onOpen).toHaveBeenCalledWith({ serviceId: 's', environmentId: 'st' });
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows what a promotion changes and does not let a blocked one through', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => undefined)); // the preview is asked anew; what is known stays on screen
    await renderUi(<Board board={board} onOpen={() => undefined} />, {
      queryClient: clientWith(['The line is stopped.']),
    });
    await userEvent.click(screen.getByRole('button', { name: /Promote 1.8.1/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('The line is stopped.')).toBeInTheDocument();
    expect(dialog.getByText('FLAG')).toBeInTheDocument();
    expect(dialog.getByText('Data stays.')).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Promote' })).toBeDisabled();
    vi.unstubAllGlobals();
  });
});
