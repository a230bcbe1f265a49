import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import type { NodeLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import classes from './log.module.css';

const ROW_PX = 20;
const LEAD_LINES = 3; // what stands before an error often says why

export type ScrollTarget = { line: number; align: 'lead' | 'center'; key: string };
type Props = {
  label: string;
  lines: readonly NodeLogLineResponse[];
  /** The positions of the lines in sight, in order. */
  shown: readonly number[];
  isWrapping: boolean;
  target: ScrollTarget | undefined;
  isFollowing: boolean;
  onScroll: (element: HTMLElement) => void;
  children: (line: NodeLogLineResponse, index: number) => ReactNode;
};

/** The scrolling lines. Not the shared VirtualList: a log has to go to a line and to stick to its end. */
export function LogLines({ label, lines, shown, isWrapping, target, isFollowing, onScroll, children }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  // Sizes stay with their lines when some above are folded; another function would have all of them measured anew.
  const keyOf = useCallback((index: number) => shown[index] ?? index, [shown]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer must re-render on scroll by design
  const rows = useVirtualizer({
    count: shown.length,
    getItemKey: keyOf,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 16,
  });
  const index = target ? shown.findIndex((at) => (lines[at]?.line ?? 0) >= target.line) : -1;
  useScrolling(rows, { index, target, end: isFollowing ? shown.length - 1 : -1 });
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-wrap={isWrapping || undefined}
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={label}
      onScroll={(event) => onScroll(event.currentTarget)}
    >
      <div className={classes.content} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const at = shown[row.index] ?? -1;
          const line = lines[at];
          return (
            line && (
              <div
                key={line.line}
                ref={rows.measureElement}
                data-index={row.index}
                className={classes.row}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {children(line, at)}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

type Place = { index: number; target: ScrollTarget | undefined; end: number };
type Rows = Pick<Virtualizer<HTMLDivElement, Element>, 'scrollToIndex'>;

/** Goes to the target once, when its row is there, and to each new end. */
function useScrolling(rows: Rows, { index, target, end }: Place): void {
  const isThere = index >= 0;
  useEffect(() => {
    if (!target || !isThere) return;
    const at = target.align === 'lead' ? Math.max(0, index - LEAD_LINES) : index;
    rows.scrollToIndex(at, { align: target.align === 'lead' ? 'start' : 'center' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per target, as soon as its line is there
  }, [target?.key, isThere]);
  useEffect(() => {
    if (end >= 0) rows.scrollToIndex(end, { align: 'end' });
  }, [end, rows]);
}
