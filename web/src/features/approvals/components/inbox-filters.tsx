import { NativeSelect, SegmentedControl } from '@mantine/core';
import { oneOf } from '../../../shared/lib/search-params.js';
import { APPROVAL_KINDS, INBOX_VIEWS, type InboxSearch, isByDue } from '../model/inbox-search.js';
import { KIND_WORDS } from '../model/request-words.js';
import classes from './inbox.module.css';

const VIEW_WORDS = { mine: 'Mine to decide', asked: 'Asked by me', all: 'All' };
const KINDS = [
  { value: '', label: 'All kinds' },
  ...APPROVAL_KINDS.map((kind) => ({ value: kind, label: `${KIND_WORDS[kind]}s`.replace('Drifts', 'Drift') })),
];
const SHOWN = [
  { value: '', label: 'Open' },
  { value: 'decided', label: 'Decided' },
];
const ORDERS = [
  { value: '', label: 'Newest first' },
  { value: 'due', label: 'Due first' },
];

type Props = { search: InboxSearch; onSearch: (search: InboxSearch) => void };

/** Whose, which and whether decided. By the due time there is one list for everybody. */
export function InboxFilters({ search, onSearch }: Props) {
  return (
    <div className={classes.filters}>
      {!isByDue(search) && search.show === undefined && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="Whose requests"
          value={search.view ?? 'mine'}
          onChange={(value) => onSearch({ ...search, view: oneOf(value, INBOX_VIEWS) })}
          data={INBOX_VIEWS.map((value) => ({ value, label: VIEW_WORDS[value] }))}
        />
      )}
      <div className={classes.selects}>
        <NativeSelect
          size="xs"
          aria-label="Kind"
          data={KINDS}
          value={search.kind ?? ''}
          onChange={({ currentTarget: { value } }) => onSearch({ ...search, kind: oneOf(value, APPROVAL_KINDS) })}
        />
        <NativeSelect
          size="xs"
          aria-label="State"
          data={SHOWN}
          value={search.show ?? ''}
          onChange={({ currentTarget: { value } }) => onSearch({ ...search, show: oneOf(value, ['decided']) })}
        />
        {search.kind === 'change_request' && (
          <NativeSelect
            size="xs"
            aria-label="Order"
            data={ORDERS}
            value={search.order ?? ''}
            onChange={({ currentTarget: { value } }) => onSearch({ ...search, order: oneOf(value, ['due']) })}
          />
        )}
      </div>
    </div>
  );
}
