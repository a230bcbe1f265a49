import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { capabilitiesOf } from '../../../../test/capabilities.js';
import { renderUi, testQueryClient } from '../../../../test/render.js';
import { capabilitiesOptions } from '../../../shared/api/capabilities.js';
import { client } from '../../../shared/api/generated/client.gen.js';
import type { MemberPermission, VariableResponse } from '../../../shared/api/generated/types.gen.js';
import { NewSecret } from './new-secret.js';
import { SetVariable } from './set-variable.js';

const PROJECTS = new Map([['p1', 'Shop']]);
const REGION: VariableResponse = {
  ...{ id: 'v1', name: 'REGION', value: 'eu', version: 3, level: 'project', projectId: 'p1', overrides: false },
  ...{ overriddenIn: [], setByName: 'Ada', setAt: '2026-11-20T10:00:00Z', createdAt: '2026-11-20T10:00:00Z' },
};

let sent: unknown[];
let answer: () => Response;
beforeEach(() => {
  sent = [];
  answer = () => Response.json({});
  client.setConfig({
    baseUrl: 'http://localhost',
    fetch: async (input) => {
      const request = input as Request;
      sent.push([new URL(request.url).pathname.replace('/api/v1/orgs/acme', ''), await request.json()]);
      return answer();
    },
  });
});

function permitted(...permissions: MemberPermission[]) {
  const queryClient = testQueryClient();
  queryClient.setQueryData(capabilitiesOptions('acme').queryKey, capabilitiesOf(...permissions));
  return { queryClient };
}

describe('a new value', () => {
  it.each([
    ['project', '/pipeline-variables/v1/versions'],
    ['organization', '/organization-variables/v1/versions'],
  ] as const)('of the %s comes after the one that is shown', async (level, path) => {
    await renderUi(<SetVariable variable={{ ...REGION, level }} onClose={() => undefined} />);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Value' }), '-1');
    await userEvent.click(screen.getByRole('button', { name: 'Set value' }));
    await waitFor(() => expect(sent).toEqual([[path, { value: 'eu-1', basedOn: 3 }]]));
  });

  it('that came too late is told of, and stays in the field', async () => {
    const problem = { title: 'It has got another value meanwhile.', status: 409, code: 'variable_changed' };
    answer = () => Response.json(problem, { status: 409, headers: { 'content-type': 'application/problem+json' } });
    await renderUi(<SetVariable variable={REGION} onClose={() => undefined} />);
    const field = await screen.findByRole('textbox', { name: 'Value' });
    await userEvent.type(field, '-1');
    await userEvent.click(screen.getByRole('button', { name: 'Set value' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('It has got another value meanwhile.');
    expect(field).toHaveValue('eu-1');
  });
});

describe('a new secret', () => {
  const fill = async () => {
    await userEvent.type(screen.getByRole('textbox', { name: /Name/ }), 'TOKEN');
    await userEvent.type(screen.getByRole('textbox', { name: /Value/ }), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Add secret' }));
  };

  it('is for all projects only by who may change the organization', async () => {
    const dialog = <NewSecret projects={PROJECTS} of={undefined} onClose={() => undefined} />;
    await renderUi(dialog, permitted('repositories.manage'));
    expect(await screen.findByRole('option', { name: 'All projects of the organization' })).toBeDisabled();
    await fill();
    await waitFor(() => expect(sent).toEqual([['/pipeline-secrets', { projectId: 'p1', name: 'TOKEN', value: 'x' }]]));
  });

  it('of the organization is for all of its projects where none is chosen', async () => {
    const dialog = <NewSecret projects={PROJECTS} of="organization" onClose={() => undefined} />;
    await renderUi(dialog, permitted('repositories.manage', 'org.manage'));
    expect(await screen.findByRole('option', { name: 'All projects of the organization' })).toBeEnabled();
    await fill();
    await waitFor(() =>
      expect(sent).toEqual([['/organization-secrets', { name: 'TOKEN', value: 'x', projectIds: null }]]),
    );
  });

  it('is asked for in a form that everybody can use', async () => {
    const dialog = <NewSecret projects={PROJECTS} of="organization" onClose={() => undefined} />;
    await renderUi(dialog, permitted('repositories.manage', 'org.manage'));
    expect(await axeViolations(await screen.findByRole('dialog'))).toEqual([]);
  });
});
