import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { EntryPanel } from './entry-panel.js';

const entry: LogEntryResponse = {
  id: '7',
  at: '2026-11-20T12:00:00.500Z',
  level: 'error',
  message: 'boom',
  meta: { order: { id: 4, lines: [{ sku: 'x' }] }, retry: null },
  serviceId: 's',
  environmentId: 'e',
  deploymentId: null,
  traceId: 'trace-1',
  spanId: null,
  requestId: 'req-1',
};
const facets = { services: [], environments: [] };

function panel() {
  const state = { search: { text: 'boom', entry: '7' }, ask: vi.fn(), show: vi.fn(), restart: vi.fn() };
  const older = { ...entry, id: '6' };
  return { state, ui: <EntryPanel entry={entry} state={state} facets={facets} newer={undefined} older={older} /> };
}

it('shows the line with its fields, and leads to its trace', async () => {
  const { state, ui } = panel();
  const { container } = await renderUi(ui);
  expect(screen.getByLabelText('Message')).toHaveTextContent('boom');
  expect(screen.getByText('order')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'The whole trace' }));
  expect(state.ask).toHaveBeenCalledWith(expect.objectContaining({ traceId: 'trace-1', text: undefined }));
  expect(await axeViolations(container)).toEqual([]);
});

it('steps to the neighbours there are, and closes by Escape', async () => {
  const { state, ui } = panel();
  await renderUi(ui);
  expect(screen.getByRole('button', { name: 'Newer line' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Older line' }));
  expect(state.show).toHaveBeenLastCalledWith({ entry: '6' });
  await userEvent.keyboard('{Escape}');
  expect(state.show).toHaveBeenLastCalledWith({ entry: undefined });
});
