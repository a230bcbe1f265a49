import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import { client } from '../../../shared/api/generated/client.gen.js';
import type { BranchRuleResponse } from '../../../shared/api/generated/types.gen.js';
import { ChangeBranchRule } from './change-branch-rule.js';

const RULE: BranchRuleResponse = {
  ...{ id: 'r1', repositoryId: 'repo', target: 'tag', pattern: 'v*', pipelinePath: 'ci.yml', version: 2 },
  ...{ deployable: true, allowForks: false, inputs: { version: 'tag' }, createdAt: '2026-11-20T10:00:00Z' },
};
const VERSION = { name: 'version', type: 'string', description: null, default: null, options: [] };

let sent: unknown[];
let pipelines: object[];
beforeEach(() => {
  sent = [];
  pipelines = [{ id: 'p1', repositoryId: 'repo', path: 'ci.yml' }];
  client.setConfig({
    baseUrl: 'http://localhost',
    fetch: async (input) => {
      const request = input as Request;
      if (request.url.includes('/versions')) return Response.json({ items: [{ inputs: [VERSION] }], nextCursor: null });
      if (request.method === 'GET') return Response.json({ items: pipelines, nextCursor: null });
      sent.push(await request.json());
      return Response.json(RULE);
    },
  });
});
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('a change of a rule', () => {
  it('asks for what the file asks for, and says what it was made from', async () => {
    await renderUi(<ChangeBranchRule rule={RULE} onClose={() => undefined} />);
    const version = await screen.findByRole('textbox', { name: /version/ });
    expect(version).toHaveValue('tag');
    await userEvent.type(version, 's');
    expect(await axeViolations(screen.getByRole('dialog'))).toEqual([]);
    await save();
    const body = { basedOn: 2, pipelinePath: 'ci.yml', deployable: true, allowForks: false };
    await waitFor(() => expect(sent).toEqual([{ ...body, inputs: { version: 'tags' } }]));
  });

  it('leaves what is given to a file that nobody has read', async () => {
    pipelines = [{ id: 'p1', repositoryId: 'other', path: 'ci.yml' }];
    await renderUi(<ChangeBranchRule rule={RULE} onClose={() => undefined} />);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Its runs may deploy' }));
    await save();
    await waitFor(() =>
      expect(sent).toEqual([{ basedOn: 2, pipelinePath: 'ci.yml', deployable: false, allowForks: false }]),
    );
  });
});
