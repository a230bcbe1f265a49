import { useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useLetters, type Letters } from '../api/dead-letters.js';
import { letterKey, readLetterKey, showsOpen, type DeadLetterSearch } from '../model/dead-letter-filter.js';
import classes from './cells.module.css';
import { DeadLetterDrawer } from './dead-letter-drawer.js';
import { DeadLetterFilters } from './dead-letter-filters.js';
import { DeadLetterTable } from './dead-letter-table.js';
import { NoDeadLetters } from './no-dead-letters.js';
import { ReplayLettersDialog } from './replay-letters-dialog.js';

type Props = { search: DeadLetterSearch; onSearch: (search: DeadLetterSearch) => void };

/** What one service told another and could not be applied there, across all services. */
export function DeadLettersPage({ search, onSearch }: Props) {
  const letters = useLetters(useOrg(), search);
  const [isReplaying, setReplaying] = useState(false);
  const shown = readLetterKey(search.letter);
  const replayable = showsOpen(search) ? (letters.data?.items.length ?? 0) : 0;
  return (
    <Page>
      <PageHeader
        title="Events not applied"
        meta="What one part of Throughline told another that could not be carried out there. Nothing is lost: each waits here for your decision."
        actions={
          replayable > 0 && (
            <PermittedButton permission="delivery.manage" variant="default" onClick={() => setReplaying(true)}>
              Replay all of these
            </PermittedButton>
          )
        }
      />
      <DeadLetterFilters search={search} onSearch={onSearch} />
      <QueryView
        query={letters}
        isEmpty={({ items, silent }) => items.length === 0 && silent.length === 0}
        empty={<NoDeadLetters search={search} onSearch={onSearch} />}
      >
        {(found) => (
          <>
            <Notices letters={found} />
            <DeadLetterTable
              letters={found.items}
              onOpen={(letter) => onSearch({ ...search, letter: letterKey(letter) })}
            />
          </>
        )}
      </QueryView>
      {shown && <DeadLetterDrawer {...shown} onClose={() => onSearch({ ...search, letter: undefined })} />}
      {isReplaying && <ReplayLettersDialog search={search} count={replayable} onClose={() => setReplaying(false)} />}
    </Page>
  );
}

function Notices({ letters: { silent, hasOlder } }: { letters: Letters }) {
  return (
    <>
      {silent.length > 0 && (
        <p className={classes.note} role="status">
          {silent.join(', ')} did not answer; what could not be applied there is not in this list.
        </p>
      )}
      {hasOlder && (
        <p className={classes.note}>The latest 200 of each service are shown. Settle some to see older ones.</p>
      )}
    </>
  );
}
