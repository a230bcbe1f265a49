import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import type { StreamState } from '../../../shared/api/event-stream.js';
import { openPalette } from '../model/shell-events.js';
import { Breadcrumb } from './breadcrumb.js';
import { ConnectionMark } from './connection-mark.js';
import { DisplayMenu } from './display-menu.js';
import classes from './top-bar.module.css';

/** Where we are, the way to anywhere else, whether the page is live, and how it looks. */
export function TopBar({ connection, onMenu }: { connection: StreamState; onMenu: () => void }) {
  return (
    <header className={classes.bar}>
      <ActionIcon className={classes.menu} onClick={onMenu} aria-label="Open the sections" size="lg">
        <IconMenu2 size={20} stroke={1.6} />
      </ActionIcon>
      <Breadcrumb />
      <UnstyledButton className={classes.search} onClick={openPalette}>
        <IconSearch size={15} stroke={1.7} aria-hidden />
        <span className={classes.hint}>Search or go to…</span>
        <kbd className={classes.key}>{navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl '}K</kbd>
      </UnstyledButton>
      <ConnectionMark state={connection} />
      <DisplayMenu />
    </header>
  );
}
