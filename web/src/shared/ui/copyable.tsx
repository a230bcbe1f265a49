import { UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './copyable.module.css';

type Props = { value: string; shown?: string; label: string };

/** Text in the fixed-width face that copies its full `value` when pressed; `label` names it: "Copy the trace id". */
export function Copyable({ value, shown = value, label }: Props) {
  const clipboard = useClipboard({ timeout: 1500 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <UnstyledButton
      className={classes.copyable}
      onClick={() => clipboard.copy(value)}
      aria-label={`${label}: ${shown}`}
      title={label}
    >
      <code>{shown}</code>
      <Icon size={13} stroke={1.75} className={classes.icon} aria-hidden />
      <span role="status" className={classes.status}>
        {clipboard.copied ? 'Copied' : ''}
      </span>
    </UnstyledButton>
  );
}
