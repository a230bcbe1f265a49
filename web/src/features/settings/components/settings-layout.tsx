import type { ReactNode } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { SideNav, SideNavGroup, SideNavLink } from '../../../shared/ui/side-nav.js';
import { SETTINGS_GROUPS } from '../model/sections.js';
import classes from './settings-layout.module.css';

/** The settings: their pages on the left, a scrolling strip of them on a phone. */
export function SettingsLayout({ children }: { children: ReactNode }) {
  const org = useOrg();
  return (
    <div className={classes.layout}>
      <SideNav label="Settings">
        {SETTINGS_GROUPS.map((group) => (
          <SideNavGroup key={group.title} title={group.title}>
            {group.pages.map((page) => (
              <SideNavLink key={page.to} to={page.to} params={{ org }}>
                {page.label}
              </SideNavLink>
            ))}
          </SideNavGroup>
        ))}
      </SideNav>
      <div>{children}</div>
    </div>
  );
}
