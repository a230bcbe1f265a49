import { Button, NativeSelect } from '@mantine/core';
import { oneOf } from '../../../shared/lib/search-params.js';
import { incidentState } from '../../../shared/model/states.js';
import { INCIDENT_FILTERS, SEVERITIES, severityWord, type IncidentSearch } from '../model/incident-filter.js';
import classes from './incidents-page.module.css';

const STATES = [
  { value: '', label: 'Any state' },
  ...INCIDENT_FILTERS.map((value) => ({
    value,
    label: value === 'unresolved' ? 'Not resolved yet' : incidentState[value].word,
  })),
];
const LEVELS = [
  { value: '', label: 'Any severity' },
  ...SEVERITIES.map((value) => ({ value, label: severityWord(value) })),
];

type Props = { search: IncidentSearch; onSearch: (search: IncidentSearch) => void };

/** The filters of the list; they live in the URL. */
export function IncidentFilters({ search, onSearch }: Props) {
  return (
    <div className={classes.filters} role="search" aria-label="Filter the incidents">
      <NativeSelect
        size="xs"
        aria-label="State"
        data-page-search
        data={STATES}
        value={search.state ?? ''}
        onChange={(event) => onSearch({ ...search, state: oneOf(event.currentTarget.value, INCIDENT_FILTERS) })}
      />
      <NativeSelect
        size="xs"
        aria-label="Severity"
        data={LEVELS}
        value={search.severity ?? ''}
        onChange={(event) => onSearch({ ...search, severity: oneOf(event.currentTarget.value, SEVERITIES) })}
      />
      {(search.state || search.severity) && (
        <Button variant="subtle" size="xs" onClick={() => onSearch({})}>
          Clear
        </Button>
      )}
    </div>
  );
}
