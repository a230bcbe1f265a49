import { Button } from '@mantine/core';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import type { InboxSearch } from '../model/inbox-search.js';
import classes from './inbox.module.css';

type Props = { search: InboxSearch; onSearch: (search: InboxSearch) => void };

/** Says why the list is empty, and where others may be. */
export function NothingThere({ search, onSearch }: Props) {
  if (search.show === 'decided') return <p className={classes.none}>Nothing has been decided yet.</p>;
  if (search.view === 'asked') return <p className={classes.none}>Nothing that you asked for waits.</p>;
  const isAll = search.view === 'all' || search.order === 'due';
  return (
    <div className={classes.none}>
      <EmptyState
        title={isAll ? 'Nothing waits for a decision' : 'Nothing waits for you'}
        action={
          !isAll && (
            <Button size="xs" variant="default" onClick={() => onSearch({ ...search, view: 'all' })}>
              What waits for others
            </Button>
          )
        }
      >
        A node of kind <code>approval</code> in a pipeline stops the run here until enough people have said yes, and so
        does a change that somebody requests. You see what they see: the evidence, what changes, and who asks.
      </EmptyState>
    </div>
  );
}
