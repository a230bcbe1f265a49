import { Select, TextInput } from '@mantine/core';
import { oneOf } from '../../../shared/lib/search-params.js';
import { LETTER_REASONS, LETTER_SERVICES, LETTER_STATES, type DeadLetterSearch } from '../model/dead-letter-filter.js';
import { letterState, reasonWord } from '../model/dead-letter-words.js';
import classes from './dead-letters.module.css';

type Props = { search: DeadLetterSearch; onSearch: (search: DeadLetterSearch) => void };

/** The filter lives in the URL: what is on screen can be sent to somebody. */
export function DeadLetterFilters({ search, onSearch }: Props) {
  const change = (part: DeadLetterSearch) => onSearch({ ...search, letter: undefined, ...part });
  return (
    <div className={classes.filters} role="group" aria-label="Filter">
      <Select
        aria-label="Service"
        placeholder="Every service"
        data={[...LETTER_SERVICES]}
        value={search.service ?? null}
        onChange={(service) => change({ service: oneOf(service, LETTER_SERVICES) })}
        clearable
      />
      <Select
        aria-label="State"
        data={[
          ...LETTER_STATES.map((value) => ({ value, label: letterState[value].word })),
          { value: 'all', label: 'Every state' },
        ]}
        value={search.state ?? 'open'}
        onChange={(state) => change({ state: oneOf(state, [...LETTER_STATES, 'all']) })}
        allowDeselect={false}
      />
      <Select
        aria-label="Reason"
        placeholder="Every reason"
        data={LETTER_REASONS.map((value) => ({ value, label: reasonWord[value] }))}
        value={search.reason ?? null}
        onChange={(reason) => change({ reason: oneOf(reason, LETTER_REASONS) })}
        clearable
      />
      <TextInput
        aria-label="Event type"
        placeholder="Event type"
        defaultValue={search.type ?? ''}
        key={search.type ?? ''}
        maxLength={100}
        onBlur={({ currentTarget }) => change({ type: currentTarget.value.trim() || undefined })}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
      />
    </div>
  );
}
