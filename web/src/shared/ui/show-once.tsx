import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './show-once.module.css';

/**
 * A secret the server will never show again, with the advice to store it now. A browser lets nothing be copied from a
 * page that came over plain HTTP, which an installation at home may be: the button then says what to do instead.
 */
export function ShowOnce({ label, value }: { label: string; value: string }) {
  const clipboard = useClipboard({ timeout: 1500 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <div className={classes.once}>
      <p className={classes.label}>{label}</p>
      <div className={classes.secret}>
        <code>{value}</code>
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon size={14} stroke={1.75} aria-hidden />}
          onClick={() => clipboard.copy(value)}
        >
          <span role="status">{clipboard.copied ? 'Copied' : clipboard.error ? 'Select and copy it' : 'Copy'}</span>
        </Button>
      </div>
      <p className={classes.note}>Store it now. Throughline keeps only a fingerprint and cannot show it again.</p>
    </div>
  );
}
