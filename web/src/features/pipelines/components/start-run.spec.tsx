import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { capabilitiesOf } from '../../../../test/capabilities.js';
import { renderUi, testQueryClient } from '../../../../test/render.js';
import { capabilitiesOptions } from '../../../shared/api/capabilities.js';
import { client } from '../../../shared/api/generated/client.gen.js';
import { StartRun } from './start-run.js';

const VERSION = { inputs: [{ name: 'target', type: 'string', description: null, default: null, options: [] }] };

it('a run is started by hand only once it is known what it asks for', async () => {
  const answers = [
    Response.json({ title: 'Away', status: 503, code: 'unavailable' }, { status: 503 }),
    Response.json({ items: [VERSION], nextCursor: null }),
  ];
  client.setConfig({
    baseUrl: 'http://localhost',
    fetch: () => Promise.resolve(answers.shift() ?? Response.error()),
  });
  const queryClient = testQueryClient();
  queryClient.setQueryData(capabilitiesOptions('acme').queryKey, capabilitiesOf('executions.start'));
  const { baseElement } = await renderUi(<StartRun pipeline={{ id: 'p1', name: 'shop' }} branch="main" />, {
    queryClient,
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Start a run of shop' }));
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(screen.getByRole('button', { name: 'Start the run' })).toBeDisabled();
  await user.click(again);
  expect(await screen.findByRole('textbox', { name: /^target/ })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Start the run' })).toBeEnabled();
  expect(await axeViolations(baseElement)).toEqual([]);
});
