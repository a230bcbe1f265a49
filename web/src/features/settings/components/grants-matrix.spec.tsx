import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi, testQueryClient } from '../../../../test/render.js';
import { listPermissionsQueryKey, listRolesQueryKey } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { EnvironmentGrantsResponse } from '../../../shared/api/generated/types.gen.js';
import { GrantsMatrix } from './grants-matrix.js';

const production: EnvironmentGrantsResponse = {
  environmentId: 'prod',
  slug: 'production',
  name: 'Production',
  class: 'production',
  restricted: ['deployments.create'],
  grants: [],
  who: [
    {
      permission: 'deployments.create',
      isRestricted: true,
      roleKeys: ['owner', 'release-manager'],
      alsoMembers: [{ userId: 'ada', name: 'Ada Lovelace', roleKey: 'viewer' }],
      exceptMembers: [{ userId: 'bob', name: 'Bob Frankston', roleKey: 'release-manager' }],
    },
  ],
};

function seeded() {
  const queryClient = testQueryClient();
  queryClient.setQueryData(listRolesQueryKey({ path: { org: 'acme' } }), {
    items: [
      { key: 'owner', name: 'Owner' },
      { key: 'release-manager', name: 'Release manager' },
    ],
  } as never);
  queryClient.setQueryData(listPermissionsQueryKey(), {
    items: [{ permission: 'deployments.create', title: 'Deploy' }],
  } as never);
  return { queryClient };
}

describe('GrantsMatrix', () => {
  it('says who may, by role and by name, and opens an environment', async () => {
    const onOpen = vi.fn();
    const { container } = await renderUi(<GrantsMatrix environments={[production]} onOpen={onOpen} />, seeded());
    expect(await screen.findByRole('columnheader', { name: 'Deploy' })).toBeVisible();
    const row = screen.getByRole('row', { name: /Production/ });
    expect(within(row).getByText(/Owner, Release manager/)).toBeVisible();
    expect(within(row).getByLabelText('Restricted to')).toBeInTheDocument();
    expect(within(row).getByText('+ Ada Lovelace')).toBeVisible();
    expect(within(row).getByText('not Bob Frankston')).toBeVisible();
    await userEvent.click(within(row).getByRole('button', { name: 'Production' }));
    expect(onOpen).toHaveBeenCalledWith('production');
    expect(await axeViolations(container)).toEqual([]);
  });
});
