import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';

type Props = { permission: string | undefined; onClick: () => void; children: ReactNode };

const LOOK = { variant: 'subtle', color: 'gray', size: 'compact-sm' } as const;

/** A quiet button in a row; one without a permission is everybody's. */
export function KeyButton({ permission, ...props }: Props) {
  return permission === undefined ? (
    <Button {...LOOK} {...props} />
  ) : (
    <PermittedButton permission={permission} {...LOOK} {...props} />
  );
}
