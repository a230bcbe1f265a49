import { Group } from '@mantine/core';
import { useState } from 'react';
import type { ServiceAccountResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../../shared/ui/confirm-dialog.js';
import { EmptyState } from '../../../../shared/ui/empty-state.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { Section } from '../../../../shared/ui/section.js';
import { useRemoveServiceAccount, useServiceAccounts, useUpdateServiceAccount } from '../../api/keys.js';
import classes from '../cells.module.css';
import { AccountKeys } from './account-keys.js';
import { CreateAccountKey } from './create-account-key.js';
import { CreateServiceAccount } from './create-service-account.js';
import { KeyButton } from './key-button.js';
import { KeyList } from './key-list.js';

const MANAGE = 'api_keys.manage';

/** Programs that act for themselves, each with a role and keys of its own. */
export function ServiceAccounts() {
  const [isCreating, setCreating] = useState(false);
  const create = (
    <PermittedButton permission={MANAGE} onClick={() => setCreating(true)}>
      New service account
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No service account yet" action={create}>
      A service account is for a program that outlives the people who set it up: a deploy script, a bot. It has a role
      like a member, and keys of its own.
    </EmptyState>
  );
  return (
    <KeyList note="A service account acts for itself, with a role. Its keys do no more than the role." action={create}>
      <QueryView query={useServiceAccounts(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => (
          <>
            {items.map((account) => (
              <Account key={account.id} account={account} />
            ))}
          </>
        )}
      </QueryView>
      {isCreating && <CreateServiceAccount onClose={() => setCreating(false)} />}
    </KeyList>
  );
}

function Account({ account }: { account: ServiceAccountResponse }) {
  const org = useOrg();
  const update = useUpdateServiceAccount();
  const [dialog, setDialog] = useState<'key' | 'remove'>();
  const close = () => setDialog(undefined);
  const toggle = () =>
    update.mutate({ path: { org, serviceAccountId: account.id }, body: { disabled: !account.disabled } });
  return (
    <Section title={account.name}>
      <Group justify="space-between" gap="xs" mb="xs">
        <span className={classes.dim}>
          {account.role}
          {account.disabled && ', disabled: its keys open nothing'}
          {account.description && ` · ${account.description}`}
        </span>
        <Group gap={0}>
          {!account.disabled && (
            <KeyButton permission={MANAGE} onClick={() => setDialog('key')}>
              Create a key
            </KeyButton>
          )}
          <KeyButton permission={MANAGE} onClick={toggle}>
            {account.disabled ? 'Enable' : 'Disable'}
          </KeyButton>
          <KeyButton permission={MANAGE} onClick={() => setDialog('remove')}>
            Remove
          </KeyButton>
        </Group>
      </Group>
      <AccountKeys account={account} />
      {dialog === 'key' && <CreateAccountKey account={account} onClose={close} />}
      {dialog === 'remove' && <RemoveDialog account={account} onClose={close} />}
    </Section>
  );
}

function RemoveDialog({ account, onClose }: { account: ServiceAccountResponse; onClose: () => void }) {
  const org = useOrg();
  const remove = useRemoveServiceAccount();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, serviceAccountId: account.id } }, { onSuccess: onClose })}
      title={`Remove ${account.name}?`}
      confirmLabel="Remove account"
      notUndone={[`All of its keys (${account.liveKeys} in use) stop working and never work again`]}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      What it has done stays, under its name.
    </ConfirmDialog>
  );
}
