import { Button } from '@mantine/core';
import { formatAbsolute } from '../../../shared/lib/relative-time.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import type { LogView } from './use-log-view.js';
import classes from './viewer.module.css';

/** The end of the list says how far back the search has looked, so that "nothing more" is not mistaken for "nothing". */
export function SearchedTo({ pages, isCut }: { pages: LogView['pages']; isCut: boolean }) {
  const [isUtc] = useUtc();
  const searchedTo = pages.data?.pages.at(-1)?.searchedTo;
  if (isCut) return <p className={classes.foot}>The tail keeps its newest 2,000 lines. Stop it to read older ones.</p>;
  if (!searchedTo) return null;
  const words = formatAbsolute(new Date(searchedTo), isUtc);
  if (!pages.hasNextPage) return <p className={classes.foot}>Searched to {words}, the start of the range.</p>;
  return (
    <p className={classes.foot}>
      Searched to {words}.{' '}
      <Button
        variant="subtle"
        size="compact-xs"
        loading={pages.isFetchingNextPage}
        onClick={() => void pages.fetchNextPage()}
      >
        Older lines
      </Button>
      {pages.isFetchNextPageError && ' The older lines could not be read.'}
    </p>
  );
}
