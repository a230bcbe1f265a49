import { type RefObject, useLayoutEffect, useRef } from 'react';

/** For a button that is disabled while it works: it has the focus again afterwards, if it had it and nothing else took it. */
export function useKeptFocus(isWorking: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (isWorking) hadFocus.current = document.activeElement === button.current;
    else if (hadFocus.current) {
      hadFocus.current = false;
      if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
    }
  }, [isWorking]);
  return button;
}
