import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import classes from './code-sample.module.css';

/** A command or snippet to copy as it stands, with the real host and token in it. */
export function CodeSample({ code, label }: { code: string; label: string }) {
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <div className={classes.frame}>
      <div className={classes.bar}>
        <span>{label}</span>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => clipboard.copy(code)}>
          {clipboard.copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <pre className={classes.code} tabIndex={0} role="group" aria-label={label}>
        {code}
      </pre>
    </div>
  );
}
