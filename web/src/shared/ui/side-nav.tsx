import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { useIntoView } from '../lib/use-into-view.js';
import classes from './side-nav.module.css';

type Anchor = ComponentPropsWithoutRef<'a'> & { 'data-status'?: string };

/** The pages of an area: on the left, on a phone a strip that scrolls to the page at hand. */
export function SideNav({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={classes.nav} aria-label={label}>
      {children}
    </nav>
  );
}

/** Links of a `SideNav`, under a title if they have one. */
export function SideNavGroup({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div className={classes.group}>
      {title && <p className={classes.title}>{title}</p>}
      <ul className={classes.list}>{children}</ul>
    </div>
  );
}

function SideNavAnchor(props: Anchor) {
  const item = useIntoView<HTMLLIElement>(props['data-status'] === 'active');
  return (
    <li ref={item}>
      <a {...props} className={classes.link} />
    </li>
  );
}

/** One page of a `SideNav`; typed like `Link`. */
export const SideNavLink = createLink(SideNavAnchor);
