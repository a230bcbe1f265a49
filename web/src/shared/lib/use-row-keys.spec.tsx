import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderUi } from '../../../test/render.js';
import { useRowKeys } from './use-row-keys.js';

function Rows({ names }: { names: readonly string[] }) {
  const list = useRowKeys<HTMLUListElement>();
  return (
    <ul ref={list}>
      {names.map((name) => (
        <li key={name}>
          <button type="button" data-row>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

async function twoLists() {
  await renderUi(
    <>
      <Rows names={['one', 'two']} />
      <Rows names={['three', 'four']} />
    </>,
  );
  const user = userEvent.setup();
  const at = async (keys: string): Promise<string | null> => {
    await user.keyboard(keys);
    return document.activeElement?.textContent ?? null;
  };
  return at;
}

describe('useRowKeys', () => {
  it('moves through the first list of a page, up to its ends', async () => {
    const at = await twoLists();
    expect([await at('j'), await at('j'), await at('j'), await at('k')]).toEqual(['one', 'two', 'two', 'one']);
  });

  it('moves through the list that has the focus', async () => {
    const at = await twoLists();
    screen.getByRole('button', { name: 'three' }).focus();
    expect([await at('j'), await at('k')]).toEqual(['four', 'three']);
  });
});
