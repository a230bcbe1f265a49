import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';
import { useCapabilities, useWhyNot } from '../api/capabilities.js';
import { useKeptFocus } from '../lib/use-kept-focus.js';
import { allowedIn } from '../api/capability-words.js';

type Props = ButtonProps &
  Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & {
    permission: string;
    /** Where it is done, for what is granted per environment. */
    environmentId?: string | undefined;
  };

/** A button that stays visible without its permission, muted, and says why and who can grant it. */
export function PermittedButton({ permission, environmentId, ...props }: Props) {
  const capabilities = useCapabilities();
  const isAllowed =
    environmentId === undefined
      ? capabilities?.items.some((item) => item.permission === permission && item.allowed)
      : allowedIn(capabilities, permission, environmentId);
  const button = useKeptFocus(props.loading === true);
  if (isAllowed) return <Button ref={button} {...props} />;
  return <MutedButton {...props} permission={permission} environmentId={environmentId} />;
}

function MutedButton({ permission, environmentId, onClick: _unused, ...props }: Props) {
  return (
    <Tooltip label={useWhyNot(permission, environmentId)} multiline maw={320}>
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
