import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../../test/axe.js';
import { renderUi } from '../../../../../test/render.js';
import { readDraft } from '../model/draft.js';
import type { Edit } from '../model/edit.js';
import { NodePanel } from './node-panel.js';

const TEXT = `name: x
nodes:
  source: { kind: checkout }
  test: { kind: shell, needs: [source], run: make, retry: { times: 2 } }
`;

async function renderPanel(key = 'test') {
  const read = readDraft(TEXT);
  const nodes = 'error' in read ? [] : read.nodes;
  const node = nodes.find((one) => one.key === key);
  if (!node) throw new Error(`no node ${key}`);
  const done: (Edit | string)[] = [];
  const user = userEvent.setup();
  const problems = [{ line: 4, column: 3, message: 'it is wrong' }];
  const { container } = await renderUi(
    <NodePanel
      {...{ node, nodes, problems }}
      onEdit={(edit) => done.push(edit)}
      onRename={(to) => done.push(`to ${to}`)}
      onDuplicate={() => done.push('duplicate')}
      onRemove={() => done.push('remove')}
    />,
  );
  return { done, user, container };
}

describe('NodePanel', () => {
  it('shows what the node says and what is wrong with it', async () => {
    const { container } = await renderPanel();
    expect(screen.getByRole('textbox', { name: /^run/ })).toHaveValue('make');
    expect(screen.getByRole('textbox', { name: /^retry/ })).toHaveValue('times: 2');
    expect(screen.queryByRole('textbox', { name: /^timeout/ })).toBeNull();
    expect(screen.getByText('Line 4: it is wrong')).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('takes what is typed when the field is left', async () => {
    const { done, user } = await renderPanel();
    await user.type(screen.getByRole('textbox', { name: /^run/ }), ' all');
    expect(done).toEqual([]);
    await user.tab();
    expect(done).toEqual([{ do: 'set', key: 'test', field: 'run', value: 'make all' }]);
  });

  it('takes no YAML that is none', async () => {
    const { done, user } = await renderPanel();
    const retry = screen.getByRole('textbox', { name: /^retry/ });
    await user.clear(retry);
    await user.type(retry, 'a: "');
    await user.tab();
    expect(screen.getByText(/This is no YAML/)).toBeInTheDocument();
    expect(done).toEqual([]);
  });

  it('renames to a key that is free and can be one', async () => {
    const { done, user } = await renderPanel();
    const key = screen.getByRole('textbox', { name: /^key/ });
    for (const [typed, words] of [
      ['source', 'There is a node of this key.'],
      ['Test', /Lower-case letters/],
    ] as const) {
      await user.clear(key);
      await user.type(key, `${typed}{Enter}`);
      expect(screen.getByText(words)).toBeInTheDocument();
    }
    expect(done).toEqual([]);
    await user.clear(key);
    await user.type(key, 'unit{Enter}');
    expect(done).toEqual(['to unit']);
  });

  it('has all other fields behind a button', async () => {
    const { done, user } = await renderPanel();
    await user.click(screen.getByRole('button', { name: /more fields/ }));
    await user.selectOptions(screen.getByRole('combobox', { name: /^network/ }), 'none');
    expect(done).toEqual([{ do: 'set', key: 'test', field: 'network', value: 'none' }]);
  });
});
