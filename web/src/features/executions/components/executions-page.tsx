import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { ProblemError } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { NoAccess } from '../../../shared/ui/no-access.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useExecutions } from '../api/executions.js';
import { toQuery, type RunListSearch } from '../model/run-filter.js';
import { ExecutionFilters } from './execution-filters.js';
import { ExecutionTable } from './execution-table.js';
import { useProjectRuns } from './use-project-runs.js';
import classes from './executions-page.module.css';

type Props = { search: RunListSearch; onSearch: (search: RunListSearch) => void };

/** Every run of the organization or of the chosen project, newest first. */
export function ExecutionsPage({ search, onSearch }: Props) {
  return (
    <Page>
      <PageHeader title="Runs" meta="Each run is one commit on its way through a pipeline." />
      <ExecutionFilters search={search} onSearch={onSearch} />
      <Runs search={search} onSearch={onSearch} />
    </Page>
  );
}

function Runs({ search, onSearch }: Props) {
  const runs = useExecutions(useOrg(), toQuery(search));
  const isInProject = useProjectRuns();
  if (runs.isPending) return <RowSkeletons rows={10} />;
  if (!runs.data)
    return isForbidden(runs.error) ? (
      <NoAccess />
    ) : (
      <ProblemView error={runs.error} onRetry={() => void runs.refetch()} />
    );
  const rows = runs.data.pages.flatMap(({ items }) => items).filter(isInProject);
  if (rows.length === 0 && !runs.hasNextPage) return <Nothing search={search} onSearch={onSearch} />;
  return (
    <>
      <Table rows={rows} />
      {runs.hasNextPage && (
        <Button variant="default" mt="md" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Older runs
        </Button>
      )}
    </>
  );
}

function Table({ rows }: { rows: readonly ExecutionSummaryResponse[] }) {
  const org = useOrg();
  const navigate = useNavigate();
  const [picked, setPicked] = useState<string[]>([]);
  const pick = (id: string) =>
    setPicked((ids) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(0, 2)));
  return (
    <>
      <ExecutionTable
        org={org}
        rows={rows}
        onOpen={({ id }) => void navigate({ to: '/$org/executions/$executionId', params: { org, executionId: id } })}
        picked={picked}
        onPick={pick}
      />
      <Picked runs={rows.filter(({ id }) => picked.includes(id))} onClear={() => setPicked([])} />
    </>
  );
}

/** The runs that were chosen; with two of them, the way to both side by side, the older one on the left. */
function Picked({ runs, onClear }: { runs: readonly ExecutionSummaryResponse[]; onClear: () => void }) {
  const org = useOrg();
  const [older, newer] = runs.toSorted((a, b) => a.number - b.number);
  if (!older) return null;
  return (
    <div className={classes.compare} role="status">
      {newer ? `#${older.number} and #${newer.number}` : `#${older.number}, and one more to set beside it`}
      <span>
        <Button variant="subtle" size="xs" onClick={onClear}>
          Clear
        </Button>
        {newer && (
          <LinkButton
            to="/$org/executions/compare/$leftId/$rightId"
            params={{ org, leftId: older.id, rightId: newer.id }}
            size="xs"
          >
            Compare
          </LinkButton>
        )}
      </span>
    </div>
  );
}

function isForbidden(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 403;
}

function Nothing({ search, onSearch }: Props) {
  const org = useOrg();
  if (search.pipeline || search.status) {
    return (
      <EmptyState
        title="No run like this"
        action={
          <Button variant="default" onClick={() => onSearch({})}>
            Clear the filters
          </Button>
        }
      >
        No run matches these filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No run yet"
      action={
        <LinkButton to="/$org/settings/repositories" params={{ org }}>
          Connect a repository
        </LinkButton>
      }
    >
      A push to a branch that has a rule starts its pipeline here. You follow it node by node: what it prints, what it
      builds, where it waits for a person, and where it ends up running.
    </EmptyState>
  );
}
