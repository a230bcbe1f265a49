import { Button } from '@mantine/core';
import { type FitViewOptions, MiniMap, Panel, useReactFlow } from '@xyflow/react';
import classes from './graph-overview.module.css';

/** Below a graph that is larger than its frame: the way back to all of it, and a small map with where the view is. */
export function GraphOverview({ fit, hasMap = true }: { fit: FitViewOptions; hasMap?: boolean }) {
  const flow = useReactFlow();
  return (
    <>
      <Panel position="bottom-left">
        <Button variant="default" size="compact-xs" onClick={() => void flow.fitView(fit)}>
          Fit
        </Button>
      </Panel>
      {hasMap && <MiniMap className={classes.map} pannable ariaLabel="Where the view is" />}
    </>
  );
}
