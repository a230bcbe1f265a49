import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithoutRef } from 'react';
import { useIntoView } from '../../../shared/lib/use-into-view.js';
import classes from './admin-layout.module.css';

function ConsoleAnchor(props: ComponentPropsWithoutRef<'a'> & { 'data-status'?: string }) {
  const item = useIntoView<HTMLAnchorElement>(props['data-status'] === 'active');
  return <a {...props} ref={item} className={classes.link} />;
}

/** One page of the console in its strip; typed like `Link`. */
export const ConsoleLink = createLink(ConsoleAnchor);
