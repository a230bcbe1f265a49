import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { PasskeyResponse } from '../../../shared/api/generated/types.gen.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { usePasskeys, useRemovePasskey } from '../api/admin.js';
import { useRegisterPasskey } from '../api/step-up.js';
import { AdminQuery } from './admin-query.js';
import classes from './admin.module.css';

/** What the console opens with. Two are wise: the last one cannot be removed, and a lost one not used. */
export function PasskeysPage() {
  const passkeys = usePasskeys();
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<PasskeyResponse>();
  const columns = columnsFor(setLeaving, (passkeys.data?.length ?? 0) > 1);
  return (
    <Page>
      <PageHeader
        title="Your passkeys"
        meta="Keep two: with the only one lost, another platform admin or an operator has to let you in again."
        actions={<Button onClick={() => setAdding(true)}>Register another</Button>}
      />
      <AdminQuery query={passkeys}>
        {(rows) => <DataTable label="Passkeys" columns={columns} rows={rows} rowKey={({ id }) => id} />}
      </AdminQuery>
      {isAdding && <Register onClose={() => setAdding(false)} />}
      {leaving && <Remove passkey={leaving} onClose={() => setLeaving(undefined)} />}
    </Page>
  );
}

function columnsFor(onRemove: (passkey: PasskeyResponse) => void, isRemovable: boolean): Column<PasskeyResponse>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      cell: ({ name, isBackedUp }) => (
        <span className={classes.two}>
          <span className={classes.strong}>{name}</span>
          <span className={classes.dim}>{isBackedUp ? 'kept in a cloud, on several devices' : 'on one device'}</span>
        </span>
      ),
    },
    {
      key: 'made',
      header: 'Registered',
      width: '130px',
      phone: 'hide',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    { key: 'used', header: 'Last used', width: '130px', cell: ({ lastUsedAt }) => <RelativeTime at={lastUsedAt} /> },
    {
      key: 'remove',
      header: 'Remove',
      bare: true,
      width: '100px',
      align: 'end',
      cell: (passkey) =>
        isRemovable && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onRemove(passkey)}>
            Remove
          </Button>
        ),
    },
  ];
}

function Register({ onClose }: { onClose: () => void }) {
  const register = useRegisterPasskey();
  const form = useForm({ initialValues: { name: '' } });
  return (
    <FormDialog
      title="Register another passkey"
      onClose={onClose}
      onSubmit={form.onSubmit((values) => register.mutate(values, { onSuccess: onClose }))}
      submitLabel="Register"
      isPending={register.isPending}
      error={register.error}
    >
      <TextInput label="Name" placeholder="Key in the safe" required data-autofocus {...form.getInputProps('name')} />
    </FormDialog>
  );
}

function Remove({ passkey, onClose }: { passkey: PasskeyResponse; onClose: () => void }) {
  const remove = useRemovePasskey();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { passkeyId: passkey.id } }, { onSuccess: onClose })}
      title={`Remove ${passkey.name}?`}
      confirmLabel="Remove passkey"
      notUndone={['It opens the console no more; to use it again it has to be registered anew']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      Your other passkeys stay.
    </ConfirmDialog>
  );
}
