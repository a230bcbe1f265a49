import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { renderUi } from '../../../../test/render.js';
import { client } from '../../api/generated/client.gen.js';
import { FailureForm } from './failure-form.js';

let sent: unknown[];
beforeEach(() => {
  sent = [];
  client.setConfig({
    baseUrl: 'http://localhost',
    fetch: async (input) => {
      sent.push(await (input as Request).json());
      return Response.json({});
    },
  });
});

describe('FailureForm', () => {
  it('offers what the request offers, and sends the choice with the comment', async () => {
    await renderUi(<FailureForm approvalId="a1" form={{ choices: ['retry', 'abort'], commentNeededFor: [] }} />);
    expect(screen.queryByRole('button', { name: 'Skip' })).toBeNull();
    await userEvent.type(screen.getByRole('textbox', { name: 'Comment (optional)' }), ' flaky ');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(sent).toEqual([{ choice: 'retry', comment: 'flaky' }]));
  });

  it('wants words for what the request wants them for', async () => {
    await renderUi(<FailureForm approvalId="a1" form={{ choices: ['retry', 'skip'], commentNeededFor: ['skip'] }} />);
    expect(screen.getByRole('button', { name: 'Skip' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
    await userEvent.type(screen.getByRole('textbox', { name: 'Comment (needed to skip)' }), 'known');
    await userEvent.click(screen.getByRole('button', { name: 'Skip' }));
    await waitFor(() => expect(sent).toEqual([{ choice: 'skip', comment: 'known' }]));
  });
});
