import { useOrg } from '../../../shared/lib/use-org.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useEnvironmentGrants } from '../api/roles.js';
import { GrantsDrawer } from './grants-drawer.js';
import { GrantsMatrix } from './grants-matrix.js';

type Props = { selected: string | undefined; onSelect: (slug: string | undefined) => void };

/** Who may do what in which environment. */
export function GrantsPage({ selected, onSelect }: Props) {
  const org = useOrg();
  const query = useEnvironmentGrants(org);
  const shown = query.data?.items.find(({ slug }) => slug === selected);
  const empty = (
    <EmptyState
      title="No environment yet"
      action={
        <LinkButton to="/$org/settings/environments" params={{ org }}>
          Create an environment
        </LinkButton>
      }
    >
      Here you say who may deploy, approve or change configuration in production, and who only elsewhere.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader
        title="Grants"
        meta="Roles decide everywhere; here single environments grant more or less. Withholding wins over granting, and owners are never locked out."
      />
      <QueryView query={query} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <GrantsMatrix environments={items} onOpen={onSelect} />}
      </QueryView>
      {shown && <GrantsDrawer key={shown.environmentId} environment={shown} onClose={() => onSelect(undefined)} />}
    </Page>
  );
}
