import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { ApiKeyResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { curlSample } from '../../../../shared/model/curl-sample.js';
import { CodeSample } from '../../../../shared/ui/code-sample.js';
import { EmptyState } from '../../../../shared/ui/empty-state.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { useApiKeys, useCreateApiKey, useRevokeApiKey, useRotateApiKey } from '../../api/keys.js';
import { expiryIn } from '../../model/key-words.js';
import { ServiceEnvironmentFields, useTargetNames } from '../service-environment-fields.js';
import { KeyFields, NEW_KEY } from './key-fields.js';
import { KeyList } from './key-list.js';
import { KeyShown } from './key-shown.js';
import { KeyTable } from './key-table.js';
import { RevokeDialog } from './revoke-dialog.js';
import { RotateDialog } from './rotate-dialog.js';

const MANAGE = 'api_keys.manage';

/** Keys that write the logs of one service in one environment, and do nothing else. */
export function IngestKeys() {
  const [isCreating, setCreating] = useState(false);
  const nameOf = useTargetNames();
  const create = (
    <PermittedButton permission={MANAGE} onClick={() => setCreating(true)}>
      Create an ingest key
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No ingest key yet" action={create}>
      An ingest key lets one service ship its log lines from one environment. Every line is stamped with the deployment
      that was live when it came in.
    </EmptyState>
  );
  return (
    <KeyList note="An ingest key writes the logs of its service, and does nothing else." action={create}>
      <QueryView query={useApiKeys(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => (
          <KeyTable
            label="Ingest keys"
            keys={items}
            opens={{ header: 'Writes logs of', cell: nameOf }}
            permission={MANAGE}
            rotate={(key, onClose) => <Rotate apiKey={key} onClose={onClose} />}
            revoke={(key, onClose) => <Revoke apiKey={key} onClose={onClose} />}
          />
        )}
      </QueryView>
      {isCreating && <Create onClose={() => setCreating(false)} />}
    </KeyList>
  );
}

function Create({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const create = useCreateApiKey();
  const form = useForm({ initialValues: { ...NEW_KEY, serviceId: '', environmentId: '' } });
  const submit = form.onSubmit(({ days, ...values }) => {
    const expiresAt = expiryIn(days);
    const body = { ...values, kind: 'ingest' as const, ...(expiresAt !== undefined && { expiresAt }) };
    create.mutate({ path: { org }, body }, { onError: (error) => form.setErrors(fieldErrors(error)) });
  });
  if (create.data) {
    return (
      <KeyShown title="Key created" secret={create.data.secret} onClose={onClose}>
        <Text>Try it. The line appears in the logs within a second:</Text>
        <CodeSample label="Shell" code={curlSample(window.location.origin, create.data.secret)} />
      </KeyShown>
    );
  }
  return (
    <FormDialog
      title="Create an ingest key"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create key"
      isPending={create.isPending}
      error={create.error}
    >
      <KeyFields form={form} example="checkout production logs" />
      <ServiceEnvironmentFields form={form} />
    </FormDialog>
  );
}

function Rotate({ apiKey, onClose }: { apiKey: ApiKeyResponse; onClose: () => void }) {
  const path = { org: useOrg(), apiKeyId: apiKey.id };
  const rotate = useRotateApiKey();
  return (
    <RotateDialog
      apiKey={apiKey}
      rotation={rotate}
      onRotate={(body) => rotate.mutate({ path, body })}
      onClose={onClose}
    />
  );
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKeyResponse; onClose: () => void }) {
  const path = { org: useOrg(), apiKeyId: apiKey.id };
  const revoke = useRevokeApiKey();
  return (
    <RevokeDialog
      apiKey={apiKey}
      revocation={revoke}
      onRevoke={() => revoke.mutate({ path }, { onSuccess: onClose })}
      onClose={onClose}
      lost="Lines sent with it from now on are refused and lost unless the sender keeps them"
    />
  );
}
