import { Button } from '@mantine/core';
import { ProblemError } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { NoAccess } from '../../../shared/ui/no-access.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useIncidents } from '../api/incidents.js';
import { inOrder, type IncidentSearch } from '../model/incident-filter.js';
import { IncidentFilters } from './incident-filters.js';
import { IncidentTable } from './incident-table.js';

type Props = { search: IncidentSearch; onSearch: (search: IncidentSearch) => void };

/** Every incident; what still hurts stands first. */
export function IncidentsPage({ search, onSearch }: Props) {
  const incidents = useIncidents(useOrg(), search);
  if (incidents.error instanceof ProblemError && incidents.error.status === 403) {
    return (
      <Page>
        <NoAccess problem={incidents.error} />
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        title="Incidents"
        meta="What hurt the people who use your services, and the change that is to blame."
      />
      <IncidentFilters search={search} onSearch={onSearch} />
      <Rows search={search} onSearch={onSearch} incidents={incidents} />
    </Page>
  );
}

function Rows({ search, onSearch, incidents }: Props & { incidents: ReturnType<typeof useIncidents> }) {
  if (incidents.isPending) return <RowSkeletons rows={8} />;
  if (!incidents.data) return <ProblemView error={incidents.error} onRetry={() => void incidents.refetch()} />;
  const items = incidents.data.pages.flatMap((page) => page.items);
  const rows = inOrder(items).filter(({ severity }) => !search.severity || severity === search.severity);
  if (rows.length === 0 && !incidents.hasNextPage) return <Nothing search={search} onSearch={onSearch} />;
  return (
    <>
      <IncidentTable rows={rows} />
      {incidents.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={incidents.isFetchingNextPage}
          onClick={() => void incidents.fetchNextPage()}
        >
          Older incidents
        </Button>
      )}
    </>
  );
}

function Nothing({ search, onSearch }: Props) {
  const org = useOrg();
  if (search.severity || (search.state && search.state !== 'unresolved')) {
    return (
      <EmptyState
        title="No incident like this"
        action={
          <Button variant="default" onClick={() => onSearch({})}>
            Show all incidents
          </Button>
        }
      >
        No incident matches these filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={search.state ? 'Nothing is broken' : 'No incident yet'}
      action={
        <LinkButton to="/$org/settings/alert-rules" params={{ org }} variant={search.state ? 'default' : 'filled'}>
          {search.state ? 'See the alert rules' : 'Create an alert rule'}
        </LinkButton>
      }
    >
      When an alert rule fires, an incident opens here. It names the change that is most likely to blame, with its
      reasons, and rolls it back where the environment allows that.
    </EmptyState>
  );
}
