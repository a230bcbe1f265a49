import { useState } from 'react';
import type { ApiKeyResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useApiKeys, useRevokeApiKey } from '../api/observability.js';
import classes from './cells.module.css';
import { CreateApiKey } from './create-api-key.js';
import { useTargetNames } from './service-environment-fields.js';

/** Keys for machines. One key belongs to one service in one environment, and can only write its logs. */
export function ApiKeysPage() {
  const [isCreating, setCreating] = useState(false);
  const create = (
    <PermittedButton permission="api_keys.manage" onClick={() => setCreating(true)}>
      Create a key
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No key yet" action={create}>
      A key lets one service ship its log lines from one environment. Every line is stamped with the deployment that was
      live when it came in.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader
        title="API keys"
        meta="A key can write the logs of its service, and do nothing else."
        actions={create}
      />
      <QueryView query={useApiKeys(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <KeyTable keys={items} />}
      </QueryView>
      {isCreating && <CreateApiKey onClose={() => setCreating(false)} />}
    </Page>
  );
}

function KeyTable({ keys }: { keys: readonly ApiKeyResponse[] }) {
  const nameOf = useTargetNames();
  const [ending, setEnding] = useState<ApiKeyResponse>();
  const columns: Column<ApiKeyResponse>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ name, prefix }) => (
        <span className={classes.two}>
          <span className={classes.strong}>{name}</span>
          <span className={classes.code}>{prefix}…</span>
        </span>
      ),
    },
    { key: 'target', header: 'Writes logs of', phone: 'hide', cell: nameOf },
    {
      key: 'used',
      header: 'Last used',
      width: '130px',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : 'never'),
    },
    {
      key: 'revoke',
      header: 'Revoke',
      bare: true,
      align: 'end',
      width: '100px',
      cell: (key) =>
        key.revokedAt ? (
          <span className={classes.dim}>revoked</span>
        ) : (
          <PermittedButton
            permission="api_keys.manage"
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => setEnding(key)}
          >
            Revoke
          </PermittedButton>
        ),
    },
  ];
  return (
    <>
      <DataTable label="API keys" columns={columns} rows={keys} rowKey={({ id }) => id} />
      {ending && <RevokeDialog apiKey={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyResponse; onClose: () => void }) {
  const org = useOrg();
  const revoke = useRevokeApiKey();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => revoke.mutate({ path: { org, apiKeyId: apiKey.id } }, { onSuccess: onClose })}
      title={`Revoke ${apiKey.name}?`}
      confirmLabel="Revoke key"
      notUndone={[
        'A revoked key never works again',
        'Lines sent with it from now on are refused and lost unless the sender keeps them',
      ]}
      isDangerous
      isPending={revoke.isPending}
      error={revoke.error}
    >
      It stops working within seconds. What it has written stays.
    </ConfirmDialog>
  );
}
