import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { usePreferredDisplay } from '../../../shared/api/use-preferred-display.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useLiveUpdates } from '../api/use-live-updates.js';
import { Rail } from './rail.js';
import { StandingBanner } from './standing-banner.js';
import { ShellKeys } from './shell-keys.js';
import { TopBar } from './top-bar.js';
import { useNarrowRail } from './use-narrow-rail.js';
import classes from './shell.module.css';

/** The frame around every page of an organization: rail, top bar, keys, live connection. */
export function Shell({ children }: { children: ReactNode }) {
  usePreferredDisplay();
  const connection = useLiveUpdates(useOrg());
  const [sheet, { open, close }] = useDisclosure(false);
  const [isNarrow, setNarrow] = useNarrowRail();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [close, pathname]);
  return (
    <div className={classes.shell} data-narrow={isNarrow || undefined}>
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <aside className={classes.rail} aria-label="Sections">
        <Rail isNarrow={isNarrow} onToggle={() => setNarrow(!isNarrow)} />
      </aside>
      <Drawer opened={sheet} onClose={close} size={280} title="Throughline" padding="sm">
        <Rail isNarrow={false} />
      </Drawer>
      <TopBar connection={connection} onMenu={open} />
      <main id="content" className={classes.content} tabIndex={-1}>
        <StandingBanner />
        {children}
      </main>
      <ShellKeys />
    </div>
  );
}
