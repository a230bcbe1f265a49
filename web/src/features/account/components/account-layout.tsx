import type { ReactNode } from 'react';
import { usePreferredDisplay } from '../../../shared/api/use-preferred-display.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Logo } from '../../../shared/ui/logo.js';
import { SideNav, SideNavGroup, SideNavLink } from '../../../shared/ui/side-nav.js';
import classes from './account-layout.module.css';

const PAGES = [
  { to: '/account', label: 'Profile' },
  { to: '/account/security', label: 'Password and address' },
  { to: '/account/sessions', label: 'Sessions' },
  { to: '/account/security-log', label: 'Security log' },
  { to: '/account/preferences', label: 'Preferences' },
] as const;

/** The pages about oneself, which belong to no organization. */
export function AccountLayout({ children }: { children: ReactNode }) {
  usePreferredDisplay();
  return (
    <div className={classes.frame}>
      <header className={classes.head}>
        <Logo />
        <TextLink to="/" size="sm">
          Back to your organizations
        </TextLink>
      </header>
      <div className={classes.layout}>
        <SideNav label="Your account">
          <SideNavGroup>
            {PAGES.map(({ to, label }) => (
              <SideNavLink key={to} to={to} activeOptions={{ exact: true }}>
                {label}
              </SideNavLink>
            ))}
          </SideNavGroup>
        </SideNav>
        <main className={classes.content}>{children}</main>
      </div>
    </div>
  );
}
