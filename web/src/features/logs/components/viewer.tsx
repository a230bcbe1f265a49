import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { LogRow } from './log-row.js';
import { LogRows } from './log-rows.js';
import { NoLogs } from './no-logs.js';
import { SearchedTo } from './searched-to.js';
import { TailStatus } from './tail-status.js';
import { useRowFormat } from './use-row-format.js';
import type { LogView } from './use-log-view.js';
import classes from './viewer.module.css';
import { ViewerToolbar } from './viewer-toolbar.js';

/** The lines themselves, newest first. */
export function Viewer({ view }: { view: LogView }) {
  const { pages, entries, state } = view;
  if (!pages.data && pages.isError) return <ProblemView error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.data && entries.length === 0 && !state.search.live) return <NoLogs state={state} />;
  return (
    <section className={classes.viewer} aria-label="Lines" data-stale={pages.isPlaceholderData || undefined}>
      <ViewerToolbar view={view} />
      {pages.data ? (
        <Rows view={view} />
      ) : (
        <div className={classes.loading}>
          <RowSkeletons rows={14} />
        </div>
      )}
    </section>
  );
}

function Rows({ view }: { view: LogView }) {
  const { state, entries, pages, tail } = view;
  const { search } = state;
  const format = useRowFormat(view);
  const isLive = search.live === true;
  return (
    <LogRows
      entries={entries}
      chosen={search.entry}
      isWrapping={search.wrap === true}
      onEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
      onAway={(isAway) => isLive && tail.dispatch({ type: isAway ? 'pause' : 'resume' })}
      head={isLive && ((toTop) => <TailStatus tail={tail} onResume={toTop} />)}
      foot={<SearchedTo pages={pages} isCut={tail.buffer.isCut} />}
    >
      {(entry) => (
        <LogRow
          entry={entry}
          format={format}
          isChosen={entry.id === search.entry}
          isFollowingFocus={search.entry !== undefined}
          onChoose={(id) => state.show({ entry: id })}
        />
      )}
    </LogRows>
  );
}
