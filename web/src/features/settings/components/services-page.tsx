import { useState } from 'react';
import type { ServiceResponse } from '../../../shared/api/generated/types.gen.js';
import { useSelectedProject } from '../../../shared/api/selected-project.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useServices } from '../api/delivery.js';
import { formatCommand } from '../model/command.js';
import classes from './cells.module.css';
import { CreateService } from './create-service.js';

/** The deployable things: how each is started, and its configuration per environment. */
export function ServicesPage() {
  const [isCreating, setCreating] = useState(false);
  const isInProject = useSelectedProject();
  const create = (
    <PermittedButton permission="services.manage" onClick={() => setCreating(true)}>
      New service
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No service yet" action={create}>
      A service is one thing you deploy: how it starts, where it answers its health check, and its configuration in each
      environment.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader title="Services and config" actions={create} />
      <QueryView query={useServices(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <ServiceTable services={items.filter(isInProject)} />}
      </QueryView>
      {isCreating && <CreateService onClose={() => setCreating(false)} />}
    </Page>
  );
}

function ServiceTable({ services }: { services: readonly ServiceResponse[] }) {
  const org = useOrg();
  const columns: Column<ServiceResponse>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ id, name }) => (
        <TextLink to="/$org/settings/services/$serviceId" params={{ org, serviceId: id }} fw={550}>
          {name}
        </TextLink>
      ),
    },
    {
      key: 'command',
      header: 'Command',
      cell: ({ run }) => <span className={classes.code}>{formatCommand(run.command)}</span>,
    },
    {
      key: 'health',
      header: 'Health path',
      width: '150px',
      phone: 'hide',
      cell: ({ run }) => <span className={classes.code}>{run.healthPath}</span>,
    },
  ];
  return <DataTable label="Services" columns={columns} rows={services} rowKey={({ id }) => id} />;
}
