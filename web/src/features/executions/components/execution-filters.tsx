import { Button, NativeSelect } from '@mantine/core';
import { useOrg } from '../../../shared/lib/use-org.js';
import { oneOf, text } from '../../../shared/lib/search-params.js';
import { executionState } from '../../../shared/model/states.js';
import { usePipelines } from '../api/executions.js';
import { STATUS_FILTERS, type RunListSearch } from '../model/run-filter.js';
import classes from './executions-page.module.css';

const STATES = [
  { value: '', label: 'Any state' },
  ...STATUS_FILTERS.map((value) => ({
    value,
    label: value === 'active' ? 'Not over yet' : executionState[value].word,
  })),
];

type Props = { search: RunListSearch; onSearch: (search: RunListSearch) => void };

/** The filters of the list; they live in the URL, so a filtered list can be sent to somebody. */
export function ExecutionFilters({ search, onSearch }: Props) {
  const { data } = usePipelines(useOrg());
  const pipelines = [
    { value: '', label: 'All pipelines' },
    ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className={classes.filters} role="search" aria-label="Filter the runs">
      <NativeSelect
        size="xs"
        aria-label="Pipeline"
        data-page-search
        data={pipelines}
        value={search.pipeline ?? ''}
        onChange={(event) => onSearch({ ...search, pipeline: text(event.currentTarget.value) })}
      />
      <NativeSelect
        size="xs"
        aria-label="State"
        data={STATES}
        value={search.status ?? ''}
        onChange={(event) => onSearch({ ...search, status: oneOf(event.currentTarget.value, STATUS_FILTERS) })}
      />
      {(search.pipeline || search.status) && (
        <Button variant="subtle" size="xs" onClick={() => onSearch({})}>
          Clear
        </Button>
      )}
    </div>
  );
}
