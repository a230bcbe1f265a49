import { NativeSelect } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useOrg } from '../../../shared/lib/use-org.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { useEnvironments, useServices } from '../api/delivery.js';
import classes from './cells.module.css';

export type Target = { serviceId: string; environmentId: string };

/** Which service in which environment: the two selects that keys and rules share. */
export function ServiceEnvironmentFields<V extends Target>({ form }: { form: UseFormReturnType<V> }) {
  const org = useOrg();
  const services = useServices(org).data?.items;
  const environments = useEnvironments(org).data?.items;
  return (
    <div className={classes.pair}>
      <NativeSelect
        label="Service"
        required
        data={options(services)}
        description={services?.length === 0 && <ToCreate what="service" to="/$org/settings/services" />}
        {...form.getInputProps('serviceId')}
      />
      <NativeSelect
        label="Environment"
        required
        data={options(environments)}
        description={environments?.length === 0 && <ToCreate what="environment" to="/$org/settings/environments" />}
        {...form.getInputProps('environmentId')}
      />
    </div>
  );
}

const options = (items: readonly { id: string; name: string }[] = []) => [
  { value: '', label: 'Choose…', disabled: true },
  ...items.map(({ id, name }) => ({ value: id, label: name })),
];

/** Nothing to choose from is a dead end unless it says where to go. */
function ToCreate({ what, to }: { what: string; to: '/$org/settings/services' | '/$org/settings/environments' }) {
  return (
    <>
      There is no {what} yet.{' '}
      <TextLink to={to} params={{ org: useOrg() }} size="xs">
        Create one
      </TextLink>
    </>
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
