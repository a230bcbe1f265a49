import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';
import { useCan, useGrantors } from '../api/capabilities.js';

type Props = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & { permission: string };

/** A button that stays visible without its permission, muted, and says who can grant it. */
export function PermittedButton({ permission, ...props }: Props) {
  const isAllowed = useCan(permission);
  if (isAllowed) return <Button {...props} />;
  return <MutedButton {...props} permission={permission} />;
}

function MutedButton({ permission, onClick: _unused, ...props }: Props) {
  const grantors = useGrantors();
  return (
    <Tooltip label={`Needs the permission ${permission}. ${grantors}`} multiline maw={320}>
      <Button
        {...props}
        type="button"
        data-disabled
        aria-disabled
        variant="default"
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
