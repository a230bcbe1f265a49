import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useDelayed } from '../../../shared/lib/use-delayed.js';
import { Page } from '../../../shared/ui/page.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useNarrowRail } from './use-narrow-rail.js';
import classes from './shell.module.css';

/** The frame before anything in it is known: a page that is opened by its address does not jump when it is there. */
export function ShellPending() {
  const [isNarrow] = useNarrowRail();
  const isDue = useDelayed();
  if (!isDue) return <div aria-busy="true" />;
  return (
    <div className={classes.shell} data-narrow={isNarrow || undefined} aria-busy="true">
      <div className={classes.rail} />
      <div className={classes.pendingBar} />
      <main className={classes.content}>
        <Page>
          <VisuallyHidden component="h1">Loading</VisuallyHidden>
          <Stack gap="lg">
            <Skeleton height={28} width="min(240px, 60%)" radius="sm" />
            <RowSkeletons />
          </Stack>
        </Page>
      </main>
    </div>
  );
}
