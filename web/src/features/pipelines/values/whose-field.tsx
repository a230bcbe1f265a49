import { NativeSelect } from '@mantine/core';
import { useCan, useWhyNot } from '../../../shared/api/capabilities.js';
import type { ProjectNames } from '../model/named-value.js';

type Props = { projects: ProjectNames; value: string; onChange: (value: string) => void };

/** Whose a new value is: the organization's, for its administrators, or a project's. */
export function WhoseField({ projects, value, onChange }: Props) {
  const isAllowed = useCan('org.manage');
  const whyNot = useWhyNot('org.manage');
  return (
    <NativeSelect
      label="For"
      description={isAllowed ? undefined : `Not for all projects: ${whyNot}`}
      data={[
        { value: 'organization', label: 'All projects of the organization', disabled: !isAllowed },
        ...[...projects].map(([id, label]) => ({ value: id, label })),
      ]}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
