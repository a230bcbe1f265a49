import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what had it, once the component is gone; to the content of the page where that is gone too. For
 * dialogs that are mounted to be opened: those of the library give it back only where they are closed and stay.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const target =
        before instanceof HTMLElement && before.isConnected && before !== document.body ? before : undefined;
      (target ?? document.querySelector<HTMLElement>('#content'))?.focus({ preventScroll: true });
    },
    [before],
  );
}
