import { useEffect, useRef, type RefObject } from 'react';

/** For the entries of a strip that may be wider than the screen: scrolls to the one that is current. */
export function useIntoView<Item extends HTMLElement>(isCurrent: boolean): RefObject<Item | null> {
  const item = useRef<Item>(null);
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isCurrent]);
  return item;
}
