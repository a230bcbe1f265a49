import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { SETTINGS_GROUPS } from '../model/sections.js';
import classes from './settings-layout.module.css';

/** The settings: their pages on the left, a scrolling strip of them on a phone. */
export function SettingsLayout({ children }: { children: ReactNode }) {
  const org = useOrg();
  return (
    <div className={classes.layout}>
      <nav className={classes.nav} aria-label="Settings">
        {SETTINGS_GROUPS.map((group) => (
          <div key={group.title} className={classes.group}>
            <p className={classes.title}>{group.title}</p>
            <ul className={classes.list}>
              {group.pages.map((page) => (
                <li key={page.to}>
                  <Link to={page.to} params={{ org }} className={classes.link}>
                    {page.label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={classes.content}>{children}</div>
    </div>
  );
}
