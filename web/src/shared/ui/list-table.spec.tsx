import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderUi, testQueryClient } from '../../../test/render.js';
import { getPreferencesQueryKey } from '../api/generated/@tanstack/react-query.gen.js';
import { ListTable } from './list-table.js';

const columns = ['Name', 'Branch', 'Age'].map((header) => ({
  key: header.toLowerCase(),
  header,
  cell: (row: string) => `${row} ${header}`,
}));
const preferences = {
  colorScheme: 'auto',
  density: 'comfortable',
  timeDisplay: 'relative',
  startPage: 'overview',
  columns: { other: ['x'], runs: ['name', 'age'] },
};

describe('ListTable', () => {
  it('shows what the person chose, and the rest at once when it is switched on', async () => {
    const queryClient = testQueryClient();
    queryClient.setQueryData(getPreferencesQueryKey(), preferences as never);
    const table = <ListTable name="runs" label="Runs" columns={columns} rows={['one']} rowKey={(row) => row} />;
    await renderUi(table, { queryClient });
    const headers = () => screen.getAllByRole('columnheader').map((header) => header.textContent);
    expect(headers()).toEqual(['Name', 'Age']);
    fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Branch' }));
    await screen.findByText('one Branch');
    expect(headers()).toEqual(['Name', 'Branch', 'Age']);
    const kept = queryClient.getQueryData<typeof preferences>(getPreferencesQueryKey());
    expect(kept?.columns).toEqual({ other: ['x'] });
  });
});
