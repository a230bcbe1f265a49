import { Button } from '@mantine/core';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { showsOpen, type DeadLetterSearch } from '../model/dead-letter-filter.js';

type Props = { search: DeadLetterSearch; onSearch: (search: DeadLetterSearch) => void };

export function NoDeadLetters({ search, onSearch }: Props) {
  const isFiltered = Boolean(search.service ?? search.reason ?? search.type) || !showsOpen(search);
  if (isFiltered) {
    const reset = (
      <Button variant="default" onClick={() => onSearch({})}>
        Show all that are not applied
      </Button>
    );
    return (
      <EmptyState title="No event like this" action={reset}>
        No event matches these filters.
      </EmptyState>
    );
  }
  const past = (
    <Button variant="default" onClick={() => onSearch({ state: 'all' })}>
      Show settled ones
    </Button>
  );
  return (
    <EmptyState title="Everything was applied" action={past}>
      When a service cannot carry out what another one told it, after all its tries, the event waits here with its
      error. You can replay it once the cause is mended, or discard it. It is never applied twice.
    </EmptyState>
  );
}
