import type { ReactNode } from 'react';
import classes from './page.module.css';

/** The content column: up to 1440 px for reading, full width for boards, graphs and logs, 560 px for a form. */
export function Page({ width = 'reading', children }: { width?: 'reading' | 'full' | 'form'; children: ReactNode }) {
  return (
    <div className={classes.page} data-width={width}>
      {children}
    </div>
  );
}
