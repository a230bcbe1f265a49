import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderUi } from '../../../../test/render.js';
import { client } from '../../../shared/api/generated/client.gen.js';
import type { AccountResponse } from '../../../shared/api/generated/types.gen.js';
import { AccountsPage } from './accounts-page.js';

const ADA: AccountResponse = {
  ...{ userId: 'u1', fullName: 'Ada Lovelace', email: 'ada@example.org', state: 'active', organizations: 1 },
  ...{ createdAt: '2026-11-20T10:00:00Z', disablement: null, isPlatformAdmin: false },
};

describe('the accounts', () => {
  it('stay while they are searched, with the dialog that is open on one of them', async () => {
    const searched: string[] = [];
    client.setConfig({
      baseUrl: 'http://localhost',
      fetch: (input) => {
        const { pathname, searchParams } = new URL((input as Request).url);
        if (pathname.endsWith('/me')) return Promise.resolve(Response.json({ id: 'me' }));
        if (!searchParams.has('q')) return Promise.resolve(Response.json({ items: [ADA], nextCursor: null }));
        searched.push(searchParams.get('q') ?? '');
        return new Promise(() => undefined);
      },
    });
    await renderUi(<AccountsPage />);
    const disable = await screen.findByRole('button', { name: 'Disable the account of Ada Lovelace' });
    await userEvent.type(screen.getByRole('textbox', { name: /Search/ }), 'ada');
    await userEvent.click(disable);
    await waitFor(() => expect(searched).toContain('ada'));
    await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Left');
    expect(screen.getByRole('button', { name: 'Disable account' })).toBeVisible();
  });
});
