import { useState } from 'react';
import type { PipelineSecretResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { type Column, DataTable } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useProjects, useSecrets } from '../api/secrets.js';
import { DeleteSecret, NewSecret, SetSecret } from './secret-dialogs.js';

type Open = { dialog: 'new' } | { dialog: 'set' | 'delete'; secret: PipelineSecretResponse };

/** The secrets that steps of pipelines can have: their names and versions, never a value. */
export function SecretsPage() {
  const org = useOrg();
  const [open, setOpen] = useState<Open>();
  const projects = new Map((useProjects(org).data?.items ?? []).map(({ id, name }) => [id, name]));
  const close = () => setOpen(undefined);
  const add = (
    <PermittedButton permission="repositories.manage" onClick={() => setOpen({ dialog: 'new' })}>
      Add a secret
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No secret yet">
      A step names the secrets that it needs, <code>secrets: [REGISTRY_TOKEN]</code>, and finds each in a variable of
      that name. Its log shows *** instead.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader title="Pipeline secrets" meta={<span>What steps need and nobody may see</span>} actions={add} />
      <QueryView query={useSecrets(org)} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => (
          <DataTable label="Secrets" columns={columnsOf(projects, setOpen)} rows={items} rowKey={({ id }) => id} />
        )}
      </QueryView>
      {open?.dialog === 'new' && <NewSecret projects={projects} onClose={close} />}
      {open?.dialog === 'set' && <SetSecret secret={open.secret} onClose={close} />}
      {open?.dialog === 'delete' && <DeleteSecret secret={open.secret} onClose={close} />}
    </Page>
  );
}

function columnsOf(
  projects: ReadonlyMap<string, string>,
  onOpen: (open: Open) => void,
): Column<PipelineSecretResponse>[] {
  return [
    { key: 'name', header: 'Name', cell: ({ name }) => <code>{name}</code> },
    { key: 'project', header: 'Project', phone: 'hide', cell: ({ projectId }) => projects.get(projectId) ?? '' },
    { key: 'version', header: 'Version', width: '90px', cell: ({ version }) => version },
    { key: 'by', header: 'Set by', phone: 'hide', cell: ({ setByName }) => setByName },
    { key: 'at', header: 'Set', width: '120px', phone: 'hide', cell: ({ setAt }) => <RelativeTime at={setAt} /> },
    {
      key: 'actions',
      header: 'Actions',
      bare: true,
      width: '190px',
      align: 'end',
      cell: (secret) => <Actions name={secret.name} onOpen={(dialog) => onOpen({ dialog, secret })} />,
    },
  ];
}

function Actions({ name, onOpen }: { name: string; onOpen: (dialog: 'set' | 'delete') => void }) {
  const common = { permission: 'repositories.manage', variant: 'subtle', color: 'gray', size: 'compact-sm' } as const;
  return (
    <span>
      <PermittedButton {...common} onClick={() => onOpen('set')} aria-label={`New value of ${name}`}>
        New value
      </PermittedButton>
      <PermittedButton {...common} onClick={() => onOpen('delete')} aria-label={`Delete ${name}`}>
        Delete
      </PermittedButton>
    </span>
  );
}
