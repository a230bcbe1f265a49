import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { EnvironmentResponse, HostResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { hostState } from '../../../shared/model/states.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useCreateHost, useHosts } from '../api/delivery.js';
import classes from './cells.module.css';

type Props = { environments: readonly EnvironmentResponse[] };

/** Where releases run. */
export function Hosts({ environments }: Props) {
  const [isAdding, setAdding] = useState(false);
  const names = new Map(environments.map(({ id, name }) => [id, name]));
  const add = (
    <PermittedButton permission="hosts.manage" variant="default" size="compact-sm" onClick={() => setAdding(true)}>
      Add a host
    </PermittedButton>
  );
  const columns: Column<HostResponse>[] = [
    { key: 'health', header: 'Health', width: '150px', cell: ({ health }) => <StateMark state={hostState[health]} /> },
    { key: 'name', header: 'Name', cell: ({ name }) => <span className={classes.strong}>{name}</span> },
    { key: 'environment', header: 'Environment', cell: ({ environmentId }) => names.get(environmentId) },
    { key: 'kind', header: 'Kind', width: '140px', phone: 'hide', cell: () => 'this machine' },
    {
      key: 'checked',
      header: 'Checked',
      width: '130px',
      align: 'end',
      cell: ({ lastCheckedAt }) => <RelativeTime at={lastCheckedAt} />,
    },
  ];
  return (
    <Section title="Hosts" aside={add}>
      <QueryView
        query={useHosts(useOrg())}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <p className={classes.note}>
            No host yet: nothing can be deployed. A local host runs releases on the machine of this installation.
          </p>
        }
      >
        {({ items }) => <DataTable label="Hosts" columns={columns} rows={items} rowKey={({ id }) => id} />}
      </QueryView>
      {isAdding && <AddHost environments={environments} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function AddHost({ environments, onClose }: Props & { onClose: () => void }) {
  const org = useOrg();
  const create = useCreateHost();
  const form = useForm({ initialValues: { environmentId: environments[0]?.id ?? '', name: '' } });
  const submit = form.onSubmit((values) =>
    create.mutate(
      { path: { org }, body: { ...values, kind: 'local_host' } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Add a host"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add host"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput label="Name" placeholder="staging-1" required data-autofocus {...form.getInputProps('name')} />
      <NativeSelect
        label="Environment"
        data={environments.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('environmentId')}
      />
      <TextInput
        label="Kind"
        value="This machine (local host)"
        readOnly
        description="Releases run as processes beside this installation. Other kinds come with a later edition."
      />
    </FormDialog>
  );
}
