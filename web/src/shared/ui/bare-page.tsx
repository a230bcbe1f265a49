import type { ReactNode } from 'react';
import classes from './bare-page.module.css';
import { Logo } from './logo.js';

/** A page outside of any organization: the name of the product above one thing to do. */
export function BarePage({ width = 'form', children }: { width?: 'form' | 'reading'; children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Logo />
      </header>
      <main className={classes.main} data-width={width}>
        {children}
      </main>
    </div>
  );
}
