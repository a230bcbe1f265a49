import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../../test/axe.js';
import { renderUi, testQueryClient } from '../../../../../test/render.js';
import { client } from '../../../../shared/api/generated/client.gen.js';
import type { HookTriggerResponse, InputResponse } from '../../../../shared/api/generated/types.gen.js';
import { newestVersionOptions } from '../../api/pipelines.js';
import { EditHook } from './edit-hook.js';

const HOOK: HookTriggerResponse = {
  ...{ id: 'h1', pipelineId: 'p1', name: 'Registry', branch: 'main', inputs: { version: 'body.tag' }, url: 'http://x' },
  ...{ enabled: true, pausedReason: null, ownerName: 'Ada', lastCallAt: null, lastState: null, lastReason: null },
  ...{ lastExecutionId: null, version: 3, createdAt: '2026-11-20T10:00:00Z' },
};
const input = (name: string, value: string | null): InputResponse => ({
  ...{ name, type: 'string', description: null, default: value, options: [] },
});

let sent: unknown[];
let answer: () => Response;
beforeEach(() => {
  sent = [];
  answer = () => Response.json(HOOK);
  client.setConfig({
    baseUrl: 'http://localhost',
    fetch: async (input) => {
      const request = input as Request;
      sent.push([request.method, new URL(request.url).pathname, await request.json()]);
      return answer();
    },
  });
});

/** As if the pipeline had been read already, and asked for these. */
async function open(hook: HookTriggerResponse, inputs?: InputResponse[]) {
  const queryClient = testQueryClient();
  const newest = { items: inputs && [{ inputs }], nextCursor: null };
  if (inputs) queryClient.setQueryData(newestVersionOptions('acme', 'p1').queryKey, newest as never);
  await renderUi(<EditHook hook={hook} onClose={() => undefined} />, { queryClient });
}
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));
const PATH = '/api/v1/orgs/acme/pipelines/p1/hooks/h1';

describe('a change of a hook', () => {
  it('begins with what it says, and says what it was made from', async () => {
    await open(HOOK, [input('version', null), input('stage', 'dev')]);
    const version = await screen.findByRole('textbox', { name: /version/ });
    expect(version).toHaveValue('body.tag');
    await userEvent.type(version, 's');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Calls start runs' }));
    await save();
    const body = { name: 'Registry', branch: 'main', enabled: false, basedOn: 3, inputs: { version: 'body.tags' } };
    await waitFor(() => expect(sent).toEqual([['PATCH', PATH, body]]));
  });

  it('that came too late is told of, and stays in the form', async () => {
    const problem = { title: 'It was changed meanwhile.', status: 409, code: 'trigger_changed' };
    answer = () => Response.json(problem, { status: 409, headers: { 'content-type': 'application/problem+json' } });
    await open(HOOK, []);
    const name = await screen.findByRole('textbox', { name: /Name/ });
    await userEvent.type(name, '2');
    await save();
    expect(await screen.findByRole('alert')).toHaveTextContent('It was changed meanwhile.');
    expect(name).toHaveValue('Registry2');
  });

  it('does not set going what was stopped', async () => {
    await open({ ...HOOK, enabled: false, pausedReason: 'Ada is not a member any more.' }, []);
    expect(await screen.findByRole('checkbox', { name: 'Calls start runs' })).toBeDisabled();
    expect(await axeViolations(screen.getByRole('dialog'))).toEqual([]);
  });
});
