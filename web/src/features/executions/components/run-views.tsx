import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { GraphPlaceholder } from '../../../shared/graph/graph-placeholder.js';
import { isTolerated } from '../model/node-mark.js';
import { isRunView, type RunView } from '../model/run-view.js';
import { RunList } from './run-list.js';
import { RunWaterfall } from './run-waterfall.js';
import classes from './run-page.module.css';

const RunGraph = lazy(async () => ({ default: (await import('./run-graph.js')).RunGraph }));

type Props = {
  nodes: readonly NodeResponse[];
  view: RunView;
  onView: (view: RunView) => void;
  selected: string | undefined;
  onSelect: (key: string) => void;
};

/** The run three ways: as a graph, on a clock, as a list. One selection for all of them. */
export function RunViews({ nodes, view, onView, selected, onSelect }: Props) {
  const shown = { nodes, selected, onSelect };
  const done = nodes.filter((node) => node.status === 'succeeded' || isTolerated(node)).length;
  const canvas = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (view !== 'graph') scrollToPressed(canvas.current);
  }, [view, selected]);
  return (
    <section className={classes.views} aria-label="Nodes of the run">
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="How to show the nodes"
          value={view}
          onChange={(value) => isRunView(value) && onView(value)}
          data={[
            { value: 'graph', label: 'Graph' },
            { value: 'waterfall', label: 'Waterfall' },
            { value: 'list', label: 'List' },
          ]}
        />
        <span className={classes.count}>
          {done} of {nodes.length} done
        </span>
      </div>
      <div ref={canvas} className={classes.canvas} data-view={view}>
        {view === 'graph' && (
          <Suspense fallback={<GraphPlaceholder count={nodes.length} />}>
            <RunGraph {...shown} />
          </Suspense>
        )}
        {view === 'waterfall' && <RunWaterfall {...shown} />}
        {view === 'list' && <RunList {...shown} />}
      </div>
    </section>
  );
}

/** Brings the selected row into sight within its list alone: the page stays where it is. */
function scrollToPressed(list: HTMLElement | null): void {
  const [frame, row] = [list, list?.querySelector('[data-row][aria-pressed="true"]')].map((element) =>
    element?.getBoundingClientRect(),
  );
  if (!list || !frame || !row || (row.top >= frame.top && row.bottom <= frame.bottom)) return;
  list.scrollTop += row.top - frame.top - (frame.height - row.height) / 2;
}
