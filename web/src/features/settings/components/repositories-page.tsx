import { useState } from 'react';
import { useSelectedProject } from '../../../shared/api/selected-project.js';
import type { RepositoryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useRepositories } from '../api/repositories.js';
import classes from './cells.module.css';
import { ConnectRepository } from './connect-repository.js';

/** The repositories whose pushes start runs. */
export function RepositoriesPage() {
  const [isConnecting, setConnecting] = useState(false);
  const isInProject = useSelectedProject();
  const connect = (
    <PermittedButton permission="repositories.manage" onClick={() => setConnecting(true)}>
      Connect a repository
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No repository yet" action={connect}>
      A push to a connected repository is checked against its branch rules and starts a run of the pipeline file in it.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader title="Repositories" actions={connect} />
      <QueryView query={useRepositories(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <RepositoryTable repositories={items.filter(isInProject)} />}
      </QueryView>
      {isConnecting && <ConnectRepository onClose={() => setConnecting(false)} />}
    </Page>
  );
}

function RepositoryTable({ repositories }: { repositories: readonly RepositoryResponse[] }) {
  const org = useOrg();
  const columns: Column<RepositoryResponse>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ id, name, cloneUrl }) => (
        <span className={classes.two}>
          <TextLink to="/$org/settings/repositories/$repositoryId" params={{ org, repositoryId: id }} fw={550}>
            {name}
          </TextLink>
          <span className={classes.code}>{cloneUrl}</span>
        </span>
      ),
    },
    {
      key: 'branch',
      header: 'Default branch',
      width: '140px',
      phone: 'hide',
      cell: ({ defaultBranch }) => defaultBranch,
    },
    {
      key: 'delivery',
      header: 'Last delivery',
      width: '150px',
      align: 'end',
      cell: ({ lastDeliveryAt }) => (lastDeliveryAt ? <RelativeTime at={lastDeliveryAt} /> : 'none yet'),
    },
  ];
  return <DataTable label="Repositories" columns={columns} rows={repositories} rowKey={({ id }) => id} />;
}
