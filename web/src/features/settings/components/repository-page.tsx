import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { RepositoryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { ShowOnce } from '../../../shared/ui/show-once.js';
import { useDeleteRepository, useRotateSecret } from '../api/repositories.js';
import { BranchRules } from './branch-rules.js';
import { Deliveries } from './deliveries.js';

/** One repository: its web hook, which branches start what, and what has been delivered. */
export function RepositoryPage({ repository }: { repository: RepositoryResponse }) {
  const [dialog, setDialog] = useState<'rotate' | 'delete'>();
  const close = () => setDialog(undefined);
  const actions = (
    <PermittedButton permission="repositories.manage" variant="default" onClick={() => setDialog('delete')}>
      Disconnect
    </PermittedButton>
  );
  const meta = (
    <>
      <code>{repository.cloneUrl}</code>
      <span>
        last delivery <RelativeTime at={repository.lastDeliveryAt} />
      </span>
    </>
  );
  const rotate = (
    <Button variant="default" size="compact-sm" onClick={() => setDialog('rotate')}>
      New secret
    </Button>
  );
  return (
    <Page>
      <PageHeader title={repository.name} meta={meta} actions={actions} />
      <Section title="Web hook" aside={rotate}>
        <CodeSample label="Address" code={repository.webhookUrl} />
      </Section>
      <BranchRules repositoryId={repository.id} />
      <Deliveries repositoryId={repository.id} />
      {dialog === 'rotate' && <RotateSecret repository={repository} onClose={close} />}
      {dialog === 'delete' && <Disconnect repository={repository} onClose={close} />}
    </Page>
  );
}

type DialogProps = { repository: RepositoryResponse; onClose: () => void };

function RotateSecret({ repository, onClose }: DialogProps) {
  const org = useOrg();
  const rotate = useRotateSecret();
  const make = () => (rotate.data ? onClose() : rotate.mutate({ path: { org, repositoryId: repository.id } }));
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={make}
      title="Make a new web hook secret?"
      confirmLabel={rotate.data ? 'I have stored it' : 'Make a new secret'}
      notUndone={
        rotate.data
          ? []
          : ['The old secret stops working at once: pushes are refused until the git server has the new one']
      }
      isPending={rotate.isPending}
      error={rotate.error}
    >
      {rotate.data ? (
        <ShowOnce label="Web hook secret" value={rotate.data.webhookSecret} />
      ) : (
        'Use this when the secret may have leaked.'
      )}
    </ConfirmDialog>
  );
}

function Disconnect({ repository, onClose }: DialogProps) {
  const org = useOrg();
  const navigate = useNavigate();
  const remove = useDeleteRepository();
  const done = () => void navigate({ to: '/$org/settings/repositories', params: { org } });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, repositoryId: repository.id } }, { onSuccess: done })}
      title={`Disconnect ${repository.name}?`}
      confirmLabel="Disconnect"
      notUndone={[
        'Its branch rules are deleted',
        'The web hook at your git server stays until you remove it there',
        'Connecting again gives a new address and a new secret',
      ]}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      Pushes to it start no runs any more.
    </ConfirmDialog>
  );
}
