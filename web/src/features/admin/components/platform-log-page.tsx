import { Button } from '@mantine/core';
import type { PlatformEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { usePlatformLog, useVerification } from '../api/admin.js';
import classes from './admin.module.css';

/** What platform admins did and looked at, newest first, and whether the chain of it is whole. */
export function PlatformLogPage() {
  return (
    <Page>
      <PageHeader
        title="Platform log"
        meta="What platform admins did and looked at, chained so that a missing or altered entry shows."
      />
      <Verdict />
      <Entries />
    </Page>
  );
}

function Verdict() {
  const { data } = useVerification();
  if (!data) return null;
  return (
    <p className={classes.verdict} role="status">
      <StateGlyph mark={data.isIntact ? 'succeeded' : 'failed'} />
      {data.isIntact
        ? `All ${data.entries} entries are as they were written.`
        : `The chain breaks at entry ${data.brokenAt}: it is missing or was changed.`}
    </p>
  );
}

function Entries() {
  const log = usePlatformLog();
  if (log.isPending) return <RowSkeletons rows={10} />;
  if (!log.data) return <ProblemView error={log.error} onRetry={() => void log.refetch()} />;
  return (
    <>
      <ol className={classes.entries}>
        {log.data.pages
          .flatMap((page) => page.items)
          .map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
      </ol>
      {log.hasNextPage && (
        <Button variant="default" mt="md" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Older entries
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: PlatformEntryResponse }) {
  const name = entry.details?.['name'] ?? entry.details?.['userName'];
  return (
    <li className={classes.entry}>
      <span className={classes.number}>{entry.sequence}</span>
      <span className={classes.dim}>
        <RelativeTime at={entry.occurredAt} />
      </span>
      <span className={classes.strong}>{entry.actorName}</span>
      <span>
        {entry.action.replaceAll(/[._]/g, ' ')}
        {typeof name === 'string' && <span className={classes.strong}> {name}</span>}
        {entry.reason && <span className={classes.dim}> “{entry.reason}”</span>}
      </span>
    </li>
  );
}
