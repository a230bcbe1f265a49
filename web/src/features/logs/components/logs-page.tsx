import { ProblemError } from '../../../shared/api/problem-error.js';
import { NoAccess } from '../../../shared/ui/no-access.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import type { LogSearch } from '../model/log-search.js';
import { ActiveChips } from './active-chips.js';
import { EntryPanel } from './entry-panel.js';
import { Histogram } from './histogram.js';
import { LevelFilter } from './level-filter.js';
import { LogActions } from './log-actions.js';
import classes from './logs-page.module.css';
import { QueryBar } from './query-bar.js';
import { useLogView } from './use-log-view.js';
import { Viewer } from './viewer.js';

type Props = { search: LogSearch; onSearch: (next: LogSearch) => void };

/** What the services said: ask, see when it happened, read it, follow it. */
export function LogsPage({ search, onSearch }: Props) {
  const view = useLogView(search, onSearch);
  const { state, facets, entries, pages } = view;
  if (!pages.data && pages.error instanceof ProblemError && pages.error.status === 403) {
    return (
      <Page>
        <NoAccess problem={pages.error} />
      </Page>
    );
  }
  const index = entries.findIndex(({ id }) => id === search.entry);
  const entry = entries[index];
  return (
    <Page width="full">
      <PageHeader title="Logs" actions={<LogActions view={view} />} />
      <QueryBar view={view} />
      <div className={classes.filters}>
        <LevelFilter view={view} />
        <ActiveChips state={state} />
      </div>
      <Histogram view={view} />
      <div className={classes.split} data-open={entry !== undefined || undefined}>
        <Viewer view={view} />
        {entry && (
          <EntryPanel
            key={entry.id}
            entry={entry}
            state={state}
            facets={facets}
            newer={entries[index - 1]}
            older={entries[index + 1]}
          />
        )}
      </div>
    </Page>
  );
}
