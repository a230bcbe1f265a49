import { useHotkeys } from '@mantine/hooks';
import { useRef, type RefObject } from 'react';

/**
 * `j` and `k` move the focus through the `[data-row]` elements inside the returned ref. Focus is the selection, so
 * there is nothing to keep in step with it; Enter is the row's own business. Of several lists on a page the one with the
 * focus moves, and the first where none has it.
 */
export function useRowKeys<T extends HTMLElement>(): RefObject<T | null> {
  const container = useRef<T>(null);
  const move = (step: 1 | -1) => {
    const focused = document.activeElement?.closest('[data-row]') ?? null;
    const mover = focused ?? document.querySelector('[data-row]');
    if (!mover || !container.current?.contains(mover)) return;
    const rows = Array.from(container.current.querySelectorAll<HTMLElement>('[data-row]'));
    const at = focused instanceof HTMLElement ? rows.indexOf(focused) : -1;
    rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
  };
  useHotkeys([
    ['j', () => move(1)],
    ['k', () => move(-1)],
  ]);
  return container;
}
