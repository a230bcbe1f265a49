import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { LogSearch } from './use-log-search.js';
import classes from './log.module.css';

/** The search field of a log with its count. Enter and shift Enter step from inside the field, n and N from outside. */
export function LogSearchField({ search }: { search: LogSearch }) {
  const { wanted, hits, current, look, step } = search;
  const count = wanted === '' ? '' : hits.length === 0 ? 'none' : `${current + 1} of ${hits.length}`;
  return (
    <div className={classes.search} role="search" aria-label="Search in this log">
      <TextInput
        size="xs"
        className={classes.field}
        aria-label="Search in this log"
        placeholder="Search in this log"
        data-page-search
        value={wanted}
        onChange={(event) => look(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') look('');
        }}
        rightSectionWidth={76}
        rightSection={<span className={classes.count}>{count}</span>}
      />
      {hits.length > 0 && <Steps step={step} />}
      <span className={classes.hidden} role="status">
        {wanted !== '' && `${hits.length} lines found`}
      </span>
    </div>
  );
}

function Steps({ step }: Pick<LogSearch, 'step'>) {
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label="Previous hit (N)" onClick={() => step(-1)}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label="Next hit (n)" onClick={() => step(1)}>
        <IconChevronDown size={16} />
      </ActionIcon>
    </>
  );
}
