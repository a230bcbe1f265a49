import { Button, NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { capabilitiesOptions } from '../../../../shared/api/capabilities.js';
import { getMeOptions } from '../../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { PersonalKeyResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { EmptyState } from '../../../../shared/ui/empty-state.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { useCreatePersonalKey, usePersonalKeys, useRevokePersonalKey, useRotatePersonalKey } from '../../api/keys.js';
import { expiryIn, scopeWords } from '../../model/key-words.js';
import classes from '../cells.module.css';
import { KeyFields, NEW_KEY } from './key-fields.js';
import { KeyList } from './key-list.js';
import { KeyShown } from './key-shown.js';
import { KeyTable } from './key-table.js';
import { RevokeDialog } from './revoke-dialog.js';
import { RotateDialog } from './rotate-dialog.js';
import { ScopePicker } from './scope-picker.js';

/** Keys with which a program acts as the person. */
export function PersonalKeys() {
  const [isCreating, setCreating] = useState(false);
  const create = <Button onClick={() => setCreating(true)}>Create a personal key</Button>;
  const empty = (
    <EmptyState title="No personal key yet" action={create}>
      A personal key lets a script or a tool on your machine act as you, within the permissions that you choose.
    </EmptyState>
  );
  return (
    <KeyList
      note="With a personal key a program acts as you. Only you see yours; it loses what you lose."
      action={create}
    >
      <QueryView query={usePersonalKeys()} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => (
          <KeyTable
            label="Personal keys"
            keys={items}
            opens={{ header: 'Opens', cell: (key) => <Opens apiKey={key} /> }}
            rotate={(key, onClose) => <Rotate apiKey={key} onClose={onClose} />}
            revoke={(key, onClose) => <Revoke apiKey={key} onClose={onClose} />}
          />
        )}
      </QueryView>
      {isCreating && <Create onClose={() => setCreating(false)} />}
    </KeyList>
  );
}

function Opens({ apiKey: { organization, scopes } }: { apiKey: PersonalKeyResponse }) {
  return (
    <span className={classes.two}>
      <span>{organization?.name ?? 'All your organizations'}</span>
      <span className={classes.dim} title={scopes.join('\n')}>
        {scopeWords(scopes)}
      </span>
    </span>
  );
}

function Create({ onClose }: { onClose: () => void }) {
  const create = useCreatePersonalKey();
  const mine = useQuery(capabilitiesOptions(useOrg())).data?.permissions ?? [];
  const organizations = useQuery(getMeOptions()).data?.organizations ?? [];
  const form = useForm({ initialValues: { ...NEW_KEY, organizationId: '', scopes: [] as string[] } });
  const submit = form.onSubmit(({ days, organizationId, ...values }) => {
    const expiresAt = expiryIn(days);
    const body = {
      ...values,
      ...(organizationId && { organizationId }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
    create.mutate({ body }, { onError: (error) => form.setErrors(fieldErrors(error)) });
  });
  if (create.data) return <KeyShown title="Key created" secret={create.data.secret} onClose={onClose} />;
  const choices = organizations.map(({ organizationId, name }) => ({ value: organizationId, label: name }));
  return (
    <FormDialog
      title="Create a personal key"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create key"
      isPending={create.isPending}
      error={create.error}
    >
      <KeyFields form={form} example="laptop" />
      <NativeSelect
        label="Opens"
        data={[{ value: '', label: 'All your organizations' }, ...choices]}
        {...form.getInputProps('organizationId')}
      />
      <ScopePicker
        offered={mine}
        chosen={form.values.scopes}
        onChange={(scopes) => form.setFieldValue('scopes', scopes)}
        error={form.errors['scopes']?.toString()}
      />
    </FormDialog>
  );
}

function Rotate({ apiKey, onClose }: { apiKey: PersonalKeyResponse; onClose: () => void }) {
  const path = { apiKeyId: apiKey.id };
  const rotate = useRotatePersonalKey();
  return (
    <RotateDialog
      apiKey={apiKey}
      rotation={rotate}
      onRotate={(body) => rotate.mutate({ path, body })}
      onClose={onClose}
    />
  );
}

function Revoke({ apiKey, onClose }: { apiKey: PersonalKeyResponse; onClose: () => void }) {
  const path = { apiKeyId: apiKey.id };
  const revoke = useRevokePersonalKey();
  const end = () => revoke.mutate({ path }, { onSuccess: onClose });
  return <RevokeDialog apiKey={apiKey} revocation={revoke} onRevoke={end} onClose={onClose} />;
}
