import { Button } from '@mantine/core';
import { IconUserShield } from '@tabler/icons-react';
import { useEffect } from 'react';
import { actingToken, useActing, type Acting } from '../../../shared/api/acting.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { useStopActing } from '../api/impersonation.js';
import { countdown } from '../model/countdown.js';
import classes from './impersonation-banner.module.css';

/** On top of every page, as long as somebody acts as somebody else: who as whom, for how long still, and the way out. */
export function ImpersonationBanner() {
  const acting = useActing();
  return acting ? <Banner acting={acting} /> : null;
}

function Banner({ acting }: { acting: Acting }) {
  const now = useNow('second');
  const stop = useStopActing();
  useEffect(() => void actingToken(now), [now]); // ends it when its time is up
  return (
    <aside className={classes.banner} aria-label="Impersonation">
      <IconUserShield size={18} stroke={1.7} aria-hidden />
      <p className={classes.text}>
        <strong>{acting.actorName}</strong> acting as <strong>{acting.userName}</strong>
        <span className={classes.note}> · everything you do carries both names</span>
      </p>
      <span className={classes.clock} role="timer" aria-label="Time left">
        {countdown(acting.expiresAtMs, now)}
      </span>
      <Button size="compact-sm" color="dark" loading={stop.isPending} onClick={() => stop.mutate()}>
        Stop
      </Button>
    </aside>
  );
}
