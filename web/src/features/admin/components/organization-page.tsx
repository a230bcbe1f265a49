import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { TenantDetailResponse } from '../../../shared/api/generated/types.gen.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { useCancelDeletion, useReactivate, useTenant } from '../api/admin.js';
import { AdminQuery } from './admin-query.js';
import classes from './admin.module.css';
import { Notes } from './notes.js';
import { People } from './people.js';
import { ScheduleDeletion } from './schedule-deletion.js';
import { StatusMark } from './status-mark.js';
import { Suspend } from './suspend.js';

/** One organization as the people who run the installation see it: its standing, its people, their notes. */
export function OrganizationPage({ organizationId }: { organizationId: string }) {
  const tenant = useTenant(organizationId);
  return (
    <Page>
      <AdminQuery query={tenant}>{(data) => <Detail tenant={data} />}</AdminQuery>
    </Page>
  );
}

function Detail({ tenant }: { tenant: TenantDetailResponse }) {
  return (
    <>
      <PageHeader
        title={tenant.name}
        mark={<StatusMark status={tenant.status} />}
        meta={<span className={classes.dim}>{tenant.slug}</span>}
        actions={<Actions tenant={tenant} />}
      />
      <Section title="Facts">
        <Facts tenant={tenant} />
      </Section>
      <Section title="People" count={tenant.people.length}>
        <People organizationId={tenant.id} organization={tenant.name} people={tenant.people} />
      </Section>
      <Section title="Notes" description="For platform admins only; the organization never sees them.">
        <Notes organizationId={tenant.id} />
      </Section>
    </>
  );
}

function Facts({ tenant }: { tenant: TenantDetailResponse }) {
  const { standing } = tenant;
  return (
    <dl className={classes.facts}>
      <dt>Id</dt>
      <dd>
        <ShortId id={tenant.id} />
      </dd>
      <dt>Plan</dt>
      <dd>{tenant.planKey ?? 'none yet'}</dd>
      <dt>Created</dt>
      <dd>
        <RelativeTime at={tenant.createdAt} />
      </dd>
      <dt>Last activity</dt>
      <dd>
        <RelativeTime at={tenant.lastActivityAt} />
      </dd>
      {standing.suspendedAt && (
        <>
          <dt>Suspended</dt>
          <dd>
            <RelativeTime at={standing.suspendedAt} /> by {standing.suspendedBy}: “{standing.suspensionReason}”
          </dd>
        </>
      )}
      {standing.deletionDueAt && (
        <>
          <dt>Deletion</dt>
          <dd>
            <RelativeTime at={standing.deletionDueAt} />, scheduled by {standing.deletionRequestedBy}
            {standing.isDeletionByOwner ? ' (owner)' : ''}
            {standing.deletionReason ? `: “${standing.deletionReason}”` : ''}
          </dd>
        </>
      )}
    </dl>
  );
}

function Actions({ tenant }: { tenant: TenantDetailResponse }) {
  const [dialog, setDialog] = useState<'suspend' | 'delete'>();
  const reactivate = useReactivate();
  const cancel = useCancelDeletion();
  const path = { organizationId: tenant.id };
  const close = () => setDialog(undefined);
  return (
    <Group gap="xs">
      {tenant.status === 'active' && (
        <Button variant="default" onClick={() => setDialog('suspend')}>
          Suspend
        </Button>
      )}
      {tenant.status === 'suspended' && (
        <Button variant="default" loading={reactivate.isPending} onClick={() => reactivate.mutate({ path })}>
          Reactivate
        </Button>
      )}
      {tenant.status === 'pending_deletion' && (
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ path })}>
          Take the deletion back
        </Button>
      )}
      {(tenant.status === 'active' || tenant.status === 'suspended') && (
        <Button color="red" variant="light" onClick={() => setDialog('delete')}>
          Schedule deletion
        </Button>
      )}
      {dialog === 'suspend' && <Suspend tenant={tenant} onClose={close} />}
      {dialog === 'delete' && <ScheduleDeletion tenant={tenant} onClose={close} />}
    </Group>
  );
}
