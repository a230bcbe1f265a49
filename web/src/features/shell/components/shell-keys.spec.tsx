import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderUi } from '../../../../test/render.js';
import { ShellKeys } from './shell-keys.js';

const press = (target: Element, ...keys: string[]): void => {
  for (const key of keys)
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
};

/** A text as the editor of pipelines has it: below a shadow root, seen from outside as the element that hosts it. */
function shadowedText(): Element {
  const host = document.body.appendChild(document.createElement('div'));
  const text = document.createElement('div');
  text.setAttribute('role', 'textbox');
  host.attachShadow({ mode: 'open' }).append(text);
  return text;
}

describe('ShellKeys', () => {
  it('lists the keys on ?', async () => {
    await renderUi(<ShellKeys />);
    press(document.body, '?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeInTheDocument();
  });

  it('goes where g and a letter say', async () => {
    const { router } = await renderUi(<ShellKeys />);
    press(document.body, 'g', 'p');
    await expect.poll(() => router.state.location.pathname).toBe('/acme/pipelines');
  });

  it('leaves alone what is typed in a text below a shadow root', async () => {
    const { router } = await renderUi(<ShellKeys />);
    const visited: string[] = [];
    router.history.subscribe(({ location }) => visited.push(location.pathname));
    press(shadowedText(), 'g', 'p', '?');
    press(document.body, 'g', 'i');
    await expect.poll(() => router.state.location.pathname).toBe('/acme/incidents');
    expect(visited).toEqual(['/acme/incidents']);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
