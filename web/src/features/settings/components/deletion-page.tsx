import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { StandingResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useDeleteOrganization, useKeepOrganization, useStanding } from '../api/standing.js';
import classes from './cells.module.css';

/** The end of an organization: scheduled by an owner, a week ahead at least, and taken back until then. */
export function DeletionPage() {
  const org = useOrg();
  const standing = useStanding(org);
  return (
    <Page width="form">
      <PageHeader title="Delete organization" />
      <QueryView query={standing}>
        {(data) => (data.status === 'pending_deletion' ? <Scheduled standing={data} /> : <Offer />)}
      </QueryView>
    </Page>
  );
}

function Offer() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p className={classes.note}>
        In seven days everything that this organization has is deleted for good, in every service: pipelines, releases,
        configuration, secrets, logs, incidents and its audit log. Apps that run on its hosts are stopped. Until then it
        is read only, and an owner can take the deletion back.
      </p>
      <PermittedButton permission="org.own" color="red" onClick={() => setOpen(true)}>
        Delete this organization
      </PermittedButton>
      {isOpen && <Confirm onClose={() => setOpen(false)} />}
    </>
  );
}

function Confirm({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const remove = useDeleteOrganization();
  const form = useForm({ initialValues: { confirmSlug: '', reason: '' } });
  const submit = form.onSubmit(({ confirmSlug, reason }) =>
    remove.mutate(
      { path: { org }, body: { confirmSlug, ...(reason.trim() ? { reason: reason.trim() } : {}) } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Delete this organization?"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Schedule deletion"
      isPending={remove.isPending}
      error={remove.error}
    >
      <TextInput
        label={`Type ${org} to confirm`}
        required
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('confirmSlug')}
      />
      <Textarea
        label="Reason"
        description="Optional; members see it"
        autosize
        minRows={2}
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}

function Scheduled({ standing }: { standing: StandingResponse }) {
  const org = useOrg();
  const keep = useKeepOrganization();
  return (
    <>
      <p className={classes.note}>
        {standing.deletionRequestedBy} scheduled the deletion <RelativeTime at={standing.deletionRequestedAt} />. It
        happens <RelativeTime at={standing.deletionDueAt} />.
      </p>
      {standing.isDeletionByOwner ? (
        <PermittedButton permission="org.own" loading={keep.isPending} onClick={() => keep.mutate({ path: { org } })}>
          Keep the organization
        </PermittedButton>
      ) : (
        <p className={classes.note}>Ask the people who run this installation to take it back.</p>
      )}
    </>
  );
}
