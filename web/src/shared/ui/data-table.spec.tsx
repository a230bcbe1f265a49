import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../test/axe.js';
import { renderUi } from '../../../test/render.js';
import { DataTable, type Column } from './data-table.js';

type Row = { id: string; name: string };
const rows: Row[] = ['checkout', 'catalog', 'mailer'].map((name) => ({ id: name, name }));
const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: (row) => row.name },
  { key: 'do', header: 'Actions', bare: true, cell: () => <button type="button">Remove</button> },
];

async function table() {
  const onOpen = vi.fn();
  const result = await renderUi(
    <DataTable label="Services" columns={columns} rows={rows} rowKey={({ id }) => id} onOpen={onOpen} />,
  );
  return { onOpen, ...result };
}

describe('DataTable', () => {
  it('moves with j and k, stops at the ends, and opens with Enter', async () => {
    const { onOpen } = await table();
    await userEvent.keyboard('jjjj');
    expect(document.activeElement).toHaveTextContent('mailer');
    await userEvent.keyboard('k{Enter}');
    expect(onOpen.mock.calls).toEqual([[rows[1]]]);
  });

  it('opens on a click in the row, but not on a control in it', async () => {
    const { onOpen } = await table();
    await userEvent.click(screen.getAllByRole('button', { name: 'Remove' })[0] as HTMLElement);
    expect(onOpen).not.toHaveBeenCalled();
    await userEvent.click(screen.getByText('catalog'));
    expect(onOpen).toHaveBeenCalledWith(rows[1]);
  });

  it('has no accessibility violation', async () => {
    const { container } = await table();
    expect(await axeViolations(container)).toEqual([]);
  });
});
