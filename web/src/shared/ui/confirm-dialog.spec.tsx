import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { axeViolations } from '../../../test/axe.js';
import { renderUi } from '../../../test/render.js';
import { ConfirmDialog } from './confirm-dialog.js';

it('lists what is not undone before it does anything', async () => {
  const onConfirm = vi.fn();
  await renderUi(
    <ConfirmDialog
      opened
      onClose={vi.fn()}
      onConfirm={onConfirm}
      title="Roll back?"
      confirmLabel="Roll back"
      notUndone={['Orders keep their new format']}
      isDangerous
    >
      1.7.4 comes back.
    </ConfirmDialog>,
  );
  const dialog = await screen.findByRole('dialog', { name: 'Roll back?' });
  expect(dialog).toHaveTextContent('This will not be undone');
  expect(screen.getByRole('listitem')).toHaveTextContent('Orders keep their new format');
  expect(await axeViolations(document.body)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Roll back' }));
  expect(onConfirm).toHaveBeenCalledOnce();
});
