import { NativeSelect } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useEnvironments, useServices } from '../api/delivery.js';
import classes from './cells.module.css';

export type Target = { serviceId: string; environmentId: string };

/** Which service in which environment: the two selects that keys and rules share. */
export function ServiceEnvironmentFields<V extends Target>({ form }: { form: UseFormReturnType<V> }) {
  const org = useOrg();
  const services = useServices(org).data?.items ?? [];
  const environments = useEnvironments(org).data?.items ?? [];
  const options = (items: readonly { id: string; name: string }[]) => [
    { value: '', label: 'Choose…', disabled: true },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className={classes.pair}>
      <NativeSelect label="Service" required data={options(services)} {...form.getInputProps('serviceId')} />
      <NativeSelect
        label="Environment"
        required
        data={options(environments)}
        {...form.getInputProps('environmentId')}
      />
    </div>
  );
}

/** The names behind the ids, for tables. */
export function useTargetNames(): (target: Target) => string {
  const org = useOrg();
  const services = useServices(org).data?.items;
  const environments = useEnvironments(org).data?.items;
  return ({ serviceId, environmentId }) => {
    const service = services?.find(({ id }) => id === serviceId)?.name ?? '…';
    const environment = environments?.find(({ id }) => id === environmentId)?.name ?? '…';
    return `${service} in ${environment}`;
  };
}
