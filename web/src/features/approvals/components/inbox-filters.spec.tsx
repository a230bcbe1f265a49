import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderUi } from '../../../../test/render.js';
import type { InboxSearch } from '../model/inbox-search.js';
import { InboxFilters } from './inbox-filters.js';

async function shown(search: InboxSearch): Promise<InboxSearch[]> {
  const asked: InboxSearch[] = [];
  await renderUi(<InboxFilters search={search} onSearch={(next) => asked.push(next)} />);
  return asked;
}

describe('InboxFilters', () => {
  it('chooses whose requests, which kind, and whether they are decided', async () => {
    const asked = await shown({});
    await userEvent.click(screen.getByText('Asked by me'));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Drift');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Decided');
    expect(asked).toEqual([{ view: 'asked' }, { kind: 'drift' }, { show: 'decided' }]);
  });

  it('offers the order by what is due to change requests alone', async () => {
    const asked = await shown({ kind: 'change_request', view: 'all' });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Due first');
    expect(asked).toEqual([{ kind: 'change_request', view: 'all', order: 'due' }]);
  });

  it('does not ask whose, where there is one list for everybody', async () => {
    await shown({ kind: 'change_request', order: 'due' });
    expect(screen.queryByText('Mine to decide')).toBeNull();
  });
});
