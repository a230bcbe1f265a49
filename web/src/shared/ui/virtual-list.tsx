import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode, type RefObject } from 'react';
import classes from './virtual-list.module.css';

type Props<Item> = {
  label: string;
  items: readonly Item[];
  itemKey: (item: Item, index: number) => string | number;
  /** Height of a row in px before it is measured. */
  estimate: number;
  children: (item: Item, index: number) => ReactNode;
  scrollRef?: RefObject<HTMLDivElement | null>;
};

/** A long list of which only the visible rows exist. The parent decides its height. */
export function VirtualList<Item>({ label, items, itemKey, estimate, children, scrollRef }: Props<Item>) {
  const own = useRef<HTMLDivElement>(null);
  const scroller = scrollRef ?? own;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer must re-render on scroll by design
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    overscan: 12,
  });
  return (
    <div ref={scroller} className={classes.scroller} tabIndex={0} role="group" aria-label={label}>
      <div className={classes.content} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <div
              key={itemKey(item, row.index)}
              ref={virtualizer.measureElement}
              data-index={row.index}
              className={classes.row}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {children(item, row.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
