import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { bucketAt, spanOf, type Span } from '../model/histogram.js';

type Picked = { anchor: number; cursor: number; isDragging: boolean };

/**
 * The buckets a person points at, by mouse, finger or keys. A drag over more than one bucket zooms at its end; so does
 * Enter after moving with the arrow keys, where Shift selects. Escape lets go.
 */
export function useSpan(count: number, onZoom: (span: Span) => void) {
  const [picked, setPicked] = useState<Picked>();
  const last = count - 1;
  const at = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return bucketAt((event.clientX - box.left) / box.width, count);
  };
  const zoom = (span: Span) => {
    setPicked(undefined);
    onZoom(span);
  };
  const moved = (event: KeyboardEvent, cursor: number) => {
    event.preventDefault();
    setPicked({ anchor: event.shiftKey ? (picked?.anchor ?? cursor) : cursor, cursor, isDragging: false });
  };
  const step = (event: KeyboardEvent, by: number) =>
    moved(event, Math.min(last, Math.max(0, (picked?.cursor ?? last) + by)));
  const keys: Record<string, (event: KeyboardEvent) => void> = {
    ArrowLeft: (event) => step(event, -1),
    ArrowRight: (event) => step(event, 1),
    PageDown: (event) => step(event, -10),
    PageUp: (event) => step(event, 10),
    Home: (event) => moved(event, 0),
    End: (event) => moved(event, last),
    Enter: () => picked && zoom(spanOf(picked.anchor, picked.cursor)),
    Escape: () => setPicked(undefined),
  };
  const handlers = {
    onKeyDown: (event: KeyboardEvent) => keys[event.key]?.(event),
    onBlur: () => setPicked(undefined),
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setPicked({ anchor: at(event), cursor: at(event), isDragging: true });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const cursor = at(event);
      setPicked((before) =>
        before?.isDragging ? { ...before, cursor } : { anchor: cursor, cursor, isDragging: false },
      );
    },
    onPointerUp: () => {
      if (picked?.isDragging && picked.anchor !== picked.cursor) zoom(spanOf(picked.anchor, picked.cursor));
      else setPicked((before) => before && { ...before, isDragging: false });
    },
    onPointerLeave: () => setPicked((before) => (before?.isDragging ? before : undefined)),
  };
  return { span: picked && spanOf(picked.anchor, picked.cursor), cursor: picked?.cursor ?? last, handlers };
}
