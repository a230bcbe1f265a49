import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { useRowKeys } from '../../../shared/lib/use-row-keys.js';
import classes from './viewer.module.css';

const ROW_PX = 24;
const AWAY_PX = 4;
const AHEAD_ROWS = 40; // the next page is asked for while there is still something to read

type Props = {
  entries: readonly LogEntryResponse[];
  chosen: string | undefined;
  isWrapping: boolean;
  onEnd: () => void;
  onAway: (isAway: boolean) => void;
  head: false | ((toTop: () => void) => ReactNode);
  foot: ReactNode;
  children: (entry: LogEntryResponse) => ReactNode;
};

/** The scrolling lines. Not the shared VirtualList: live lines come in above, so a height belongs to a line, not to a place. */
export function LogRows({ entries, chosen, isWrapping, onEnd, onAway, head, foot, children }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useRowKeys<HTMLDivElement>();
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer must re-render on scroll by design
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => entries[index]?.id ?? index,
    overscan: 16,
  });
  const index = chosen === undefined ? -1 : entries.findIndex(({ id }) => id === chosen);
  useShowChosen(index, chosen, (at) => rows.scrollToIndex(at, { align: isInView(rows.range, at) ? 'auto' : 'center' }));
  const lastDrawn = rows.getVirtualItems().at(-1)?.index ?? 0;
  const isLost = chosen !== undefined && index === -1;
  useMore(lastDrawn >= entries.length - AHEAD_ROWS || isLost, entries.length, onEnd);
  return (
    <>
      {head && head(() => scroller.current?.scrollTo({ top: 0 }))}
      <div
        ref={scroller}
        className={classes.scroller}
        data-wrap={isWrapping || undefined}
        tabIndex={0}
        role="group"
        aria-label="Log lines, newest first"
        onScroll={(event) => onAway(event.currentTarget.scrollTop > AWAY_PX)}
      >
        <div ref={keys} className={classes.content} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const entry = entries[row.index];
            return (
              entry && (
                <div
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  className={classes.place}
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  {children(entry)}
                </div>
              )
            );
          })}
        </div>
        {foot}
      </div>
    </>
  );
}

/** Asks for more while more is wanted, and again whenever some came. */
function useMore(isWanted: boolean, count: number, onMore: () => void) {
  const more = useEffectEvent(onMore);
  useEffect(() => {
    if (isWanted) more();
  }, [isWanted, count]);
}

function isInView(range: { startIndex: number; endIndex: number } | null, index: number): boolean {
  return range !== null && index >= range.startIndex && index <= range.endIndex;
}

/** Brings a line into view when it becomes the chosen one, or when it has been loaded at last. */
function useShowChosen(index: number, chosen: string | undefined, show: (index: number) => void) {
  const bring = useEffectEvent(show);
  const isThere = index >= 0;
  const at = useEffectEvent(() => index);
  useEffect(() => {
    if (chosen !== undefined && isThere) bring(at());
  }, [chosen, isThere]);
}
