import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi, testQueryClient } from '../../../../test/render.js';
import {
  listMyOrganizationsQueryKey,
  listProjectsQueryKey,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { OrgSwitcher } from './org-switcher.js';

const organization = (name: string, parentId: string | null = null) => ({
  organizationId: name,
  slug: name.toLowerCase(),
  name,
  role: 'admin',
  roleName: 'Admin',
  parentId,
  isVisitor: parentId !== null,
});

it('finds an organization by name where there are many, and goes there', async () => {
  const queryClient = testQueryClient();
  const names = ['Acme', 'Delta', 'Epsilon', 'Globex', 'Zeta'];
  queryClient.setQueryData(listMyOrganizationsQueryKey(), {
    items: [...names.map((name) => organization(name)), organization('Bakery', 'Globex')],
  });
  queryClient.setQueryData(listProjectsQueryKey({ path: { org: 'acme' } }), { items: [], nextCursor: null });
  const { container, router } = await renderUi(<OrgSwitcher isNarrow={false} />, { queryClient });
  await userEvent.click(screen.getByRole('button', { name: /Acme/ }));
  const search = await screen.findByLabelText('Find an organization');
  expect(await axeViolations(container)).toEqual([]);
  await userEvent.type(search, 'bak');
  expect(screen.queryByRole('button', { name: /Delta/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /Bakery/ }));
  expect(router.state.location.pathname).toBe('/bakery');
  expect(screen.queryByLabelText('Find an organization')).toBeNull();
});
