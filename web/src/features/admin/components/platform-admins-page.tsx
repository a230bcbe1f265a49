import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { PlatformAdminResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useGrant, usePlatformAdmins, useRevoke } from '../api/admin.js';
import { AdminQuery } from './admin-query.js';
import classes from './admin.module.css';

/** Who runs the installation. */
export function PlatformAdminsPage() {
  const admins = usePlatformAdmins();
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<PlatformAdminResponse>();
  const columns = columnsFor(setLeaving, (admins.data?.length ?? 0) > 1);
  return (
    <Page>
      <PageHeader
        title="Platform admins"
        meta="They reach every organization, so no role in an organization makes one. There is always one left."
        actions={<Button onClick={() => setAdding(true)}>Add a platform admin</Button>}
      />
      <AdminQuery query={admins}>
        {(rows) => <DataTable label="Platform admins" columns={columns} rows={rows} rowKey={({ userId }) => userId} />}
      </AdminQuery>
      {isAdding && <Add onClose={() => setAdding(false)} />}
      {leaving && <Remove admin={leaving} onClose={() => setLeaving(undefined)} />}
    </Page>
  );
}

function columnsFor(
  onRemove: (admin: PlatformAdminResponse) => void,
  isRemovable: boolean,
): Column<PlatformAdminResponse>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      cell: ({ fullName, email }) => (
        <span className={classes.two}>
          <span className={classes.strong}>{fullName}</span>
          <span className={classes.dim}>{email}</span>
        </span>
      ),
    },
    {
      key: 'keys',
      header: 'Passkeys',
      width: '100px',
      cell: ({ passkeys }) => (passkeys === 0 ? 'none yet' : passkeys),
    },
    { key: 'by', header: 'Added by', width: '180px', phone: 'hide', cell: ({ grantedBy }) => grantedBy },
    {
      key: 'at',
      header: 'Since',
      width: '130px',
      phone: 'hide',
      cell: ({ grantedAt }) => <RelativeTime at={grantedAt} />,
    },
    {
      key: 'remove',
      header: 'Remove',
      bare: true,
      width: '100px',
      align: 'end',
      cell: (admin) =>
        isRemovable && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onRemove(admin)}>
            Remove
          </Button>
        ),
    },
  ];
}

function Add({ onClose }: { onClose: () => void }) {
  const grant = useGrant();
  const form = useForm({ initialValues: { email: '' } });
  const submit = form.onSubmit((body) =>
    grant.mutate({ body }, { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  return (
    <FormDialog
      title="Add a platform admin"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add"
      isPending={grant.isPending}
      error={grant.error}
    >
      <p>They need an account already, and register a passkey when they first open the console.</p>
      <TextInput type="email" label="E-mail address" required data-autofocus {...form.getInputProps('email')} />
    </FormDialog>
  );
}

function Remove({ admin, onClose }: { admin: PlatformAdminResponse; onClose: () => void }) {
  const revoke = useRevoke();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => revoke.mutate({ path: { userId: admin.userId } }, { onSuccess: onClose })}
      title={`Remove ${admin.fullName}?`}
      confirmLabel="Remove platform admin"
      notUndone={['What they did stays in the platform log under their name']}
      isDangerous
      isPending={revoke.isPending}
      error={revoke.error}
    >
      The console closes to them at once, and an impersonation of theirs ends. Their own account stays as it is.
    </ConfirmDialog>
  );
}
