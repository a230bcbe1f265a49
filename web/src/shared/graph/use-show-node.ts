import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback } from 'react';
import { isInView } from './in-view.js';
import type { Layered } from './layered.js';

/** Moves a graph to one of its nodes, where that is out of sight; to be used below its provider. */
export function useShowNode(
  { places }: Pick<Layered, 'places'>,
  { width, height }: { width: number; height: number },
): (key: string) => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (key) => {
      const place = places.get(key);
      const viewport = flow.getViewport();
      if (!place || isInView(place, { width, height }, viewport, store.getState())) return;
      void flow.setCenter(place.x + width / 2, place.y + height / 2, { zoom: viewport.zoom });
    },
    [flow, store, places, width, height],
  );
}
