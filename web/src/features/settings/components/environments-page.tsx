import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useCan } from '../../../shared/api/capabilities.js';
import type { EnvironmentResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useEnvironments, useUpdateEnvironment } from '../api/delivery.js';
import classes from './cells.module.css';
import { CreateEnvironment } from './create-environment.js';
import { Hosts } from './hosts.js';

/** The environments in the order of promotion, and the hosts in them. */
export function EnvironmentsPage() {
  const environments = useEnvironments(useOrg());
  const [isCreating, setCreating] = useState(false);
  const create = (
    <PermittedButton permission="environments.manage" onClick={() => setCreating(true)}>
      New environment
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No environment yet" action={create}>
      An environment is a place a release is live in, such as staging or production. Their order is the order of
      promotion.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader title="Environments and hosts" actions={create} />
      <QueryView query={environments} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => (
          <>
            <EnvironmentTable environments={items} />
            <Hosts environments={items} />
          </>
        )}
      </QueryView>
      {isCreating && (
        <CreateEnvironment
          nextPosition={(environments.data?.items.length ?? 0) + 1}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  );
}

function EnvironmentTable({ environments }: { environments: readonly EnvironmentResponse[] }) {
  const ordered = environments.toSorted((a, b) => a.position - b.position);
  const columns: Column<EnvironmentResponse>[] = [
    { key: 'position', header: '#', width: '48px', cell: ({ position }) => position },
    { key: 'name', header: 'Name', cell: ({ name }) => <span className={classes.strong}>{name}</span> },
    { key: 'class', header: 'Class', width: '140px', cell: (environment) => environment.class },
    {
      key: 'rollback',
      header: 'Automatic rollback',
      width: '170px',
      align: 'end',
      cell: (environment) => <AutoRollback environment={environment} />,
    },
  ];
  return <DataTable label="Environments" columns={columns} rows={ordered} rowKey={({ id }) => id} />;
}

function AutoRollback({ environment }: { environment: EnvironmentResponse }) {
  const org = useOrg();
  const isAllowed = useCan('environments.manage');
  const update = useUpdateEnvironment();
  return (
    <Switch
      size="xs"
      display="inline-block"
      aria-label={`Roll back automatically in ${environment.name}`}
      checked={environment.autoRollback}
      disabled={!isAllowed || update.isPending}
      onChange={(event) =>
        update.mutate({
          path: { org, environmentId: environment.id },
          body: { autoRollback: event.currentTarget.checked },
        })
      }
    />
  );
}
