import { useSelectedProject } from '../../../shared/api/selected-project.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useBoard, useServices, type Slot } from '../api/deployments.js';
import { Board } from './board.js';
import { HistoryDrawer } from './history-drawer.js';

export type BoardSearch = {
  service?: string | undefined;
  environment?: string | undefined;
  compare?: string | undefined;
};
type Props = { search: BoardSearch; onSearch: (search: BoardSearch) => void };

/** What runs where: services down, environments across in the order of the way to production. */
export function BoardPage({ search, onSearch }: Props) {
  const org = useOrg();
  const query = useBoard(org);
  const isShown = useProjectServices(org);
  const { service: serviceId, environment: environmentId } = search;
  return (
    <Page width="full">
      <PageHeader title="Deployments" meta="What runs where, and the way to production." />
      <QueryView
        query={query}
        isEmpty={({ rows, environments }) => rows.length === 0 || environments.length === 0}
        empty={<Nothing org={org} />}
      >
        {(board) => (
          <>
            <Board
              board={{ ...board, rows: board.rows.filter(({ serviceId: id }) => isShown(id)) }}
              onOpen={(slot: Slot) => onSearch({ service: slot.serviceId, environment: slot.environmentId })}
            />
            {serviceId && environmentId && (
              <HistoryDrawer
                board={board}
                slot={{ serviceId, environmentId }}
                compare={search.compare}
                onCompare={(compare) => onSearch({ ...search, compare })}
                onClose={() => onSearch({})}
              />
            )}
          </>
        )}
      </QueryView>
    </Page>
  );
}

/** A predicate for services of the chosen project. */
function useProjectServices(org: string): (serviceId: string) => boolean {
  const { data } = useServices(org);
  const isInProject = useSelectedProject();
  const others = new Set(data?.items.filter((service) => !isInProject(service)).map(({ id }) => id));
  return (serviceId) => !others.has(serviceId);
}

function Nothing({ org }: { org: string }) {
  const actions = (
    <>
      <LinkButton to="/$org/settings/services" params={{ org }}>
        Add a service
      </LinkButton>
      <LinkButton to="/$org/settings/environments" params={{ org }} variant="default">
        Add an environment
      </LinkButton>
    </>
  );
  return (
    <EmptyState title="Nothing to deploy yet" action={actions}>
      The board shows what runs where: a row for each service, a column for each environment. Add one of each, then let
      a node of kind <code>deploy</code> in a pipeline bring the first release.
    </EmptyState>
  );
}
