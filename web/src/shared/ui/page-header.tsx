import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

type Props = { title: string; mark?: ReactNode; meta?: ReactNode; actions?: ReactNode; children?: ReactNode };

/** The head of every page: h1 with its state, one line of facts, actions on the right; `children` is the line below. */
export function PageHeader({ title, mark, meta, actions, children }: Props) {
  useDocumentTitle(`${title} · Throughline`);
  return (
    <header className={classes.header}>
      <div className={classes.row}>
        <div className={classes.words}>
          <div className={classes.heading}>
            <h1 className={classes.title}>{title}</h1>
            {mark}
          </div>
          {meta && <div className={classes.meta}>{meta}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </header>
  );
}
