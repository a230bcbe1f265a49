import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import type { RoleBase } from '../../../shared/api/generated/types.gen.js';

const RANKS: { value: RoleBase; label: string }[] = [
  { value: 'viewer', label: 'Viewer' },
  { value: 'developer', label: 'Developer' },
  { value: 'operator', label: 'Operator' },
  { value: 'admin', label: 'Admin' },
];

/** The preset that a role of the organization counts as. */
export function RankSelect(props: Omit<NativeSelectProps, 'data' | 'label' | 'description'>) {
  return (
    <NativeSelect
      label="Ranks as"
      description="Who may manage whom: people manage others of their own rank and below."
      data={RANKS}
      {...props}
    />
  );
}
