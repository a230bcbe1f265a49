import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

type Props = { title: string; children: ReactNode; action?: ReactNode; sample?: ReactNode; isPage?: boolean };

/** An empty list that teaches: what it is for, one action, and a sample where one helps. `isPage`: it is the h1. */
export function EmptyState({ title, children, action, sample, isPage = false }: Props) {
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div className={classes.empty}>
      <Title className={classes.title}>{title}</Title>
      <div className={classes.text}>{children}</div>
      {action && <div className={classes.action}>{action}</div>}
      {sample && <div className={classes.sample}>{sample}</div>}
    </div>
  );
}
