import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { SigningKeyResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { useRegisterKey, useRemoveKey, useSigningKeys } from '../api/evidence.js';
import classes from './evidence.module.css';

/** The public keys whose signatures of artifacts count. */
export function SigningKeys() {
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<SigningKeyResponse>();
  const query = useSigningKeys(useOrg());
  const add = (
    <PermittedButton permission="evidence.manage" variant="default" size="compact-sm" onClick={() => setAdding(true)}>
      Register a key
    </PermittedButton>
  );
  const empty = (
    <p className={classes.note}>
      No key. Register the <code>cosign.pub</code> of those who sign your artifacts, and gates can ask for{' '}
      <code>evidence.signatures.verified</code>.
    </p>
  );
  return (
    <Section title="Signing keys" aside={add}>
      <QueryView query={query} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => (
          <DataTable label="Signing keys" columns={columnsOf(setRemoving)} rows={items} rowKey={({ id }) => id} />
        )}
      </QueryView>
      {isAdding && <RegisterKey onClose={() => setAdding(false)} />}
      {removing && <RemoveKey signingKey={removing} onClose={() => setRemoving(undefined)} />}
    </Section>
  );
}

function columnsOf(onRemove: (key: SigningKeyResponse) => void): Column<SigningKeyResponse>[] {
  return [
    { key: 'name', header: 'Name', cell: ({ name }) => <span className={classes.strong}>{name}</span> },
    {
      key: 'fingerprint',
      header: 'Fingerprint',
      width: '220px',
      phone: 'hide',
      cell: ({ fingerprint }) => <ShortId id={fingerprint} kind="digest" />,
    },
    { key: 'by', header: 'Registered by', phone: 'hide', cell: ({ createdBy }) => createdBy.name },
    { key: 'at', header: 'Registered', width: '120px', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      key: 'remove',
      header: 'Remove',
      bare: true,
      width: '100px',
      align: 'end',
      cell: (key) => (
        <PermittedButton
          permission="evidence.manage"
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => onRemove(key)}
          aria-label={`Remove ${key.name}`}
        >
          Remove
        </PermittedButton>
      ),
    },
  ];
}

function RegisterKey({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const register = useRegisterKey();
  const form = useForm({ initialValues: { name: '', publicKey: '' } });
  const submit = form.onSubmit((body) =>
    register.mutate(
      { path: { org }, body },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Register a signing key"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Register key"
      isPending={register.isPending}
      error={register.error}
    >
      <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label="Public key"
        description="The content of cosign.pub: ECDSA, curve P-256, PEM. Never the private key"
        required
        autosize
        minRows={5}
        {...form.getInputProps('publicKey')}
      />
    </FormDialog>
  );
}

function RemoveKey({ signingKey, onClose }: { signingKey: SigningKeyResponse; onClose: () => void }) {
  const org = useOrg();
  const remove = useRemoveKey();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, signingKeyId: signingKey.id } }, { onSuccess: onClose })}
      title={`Remove ${signingKey.name}?`}
      confirmLabel="Remove key"
      notUndone={['What the key has verified stays verified']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      No signature of this key counts from now on.
    </ConfirmDialog>
  );
}
