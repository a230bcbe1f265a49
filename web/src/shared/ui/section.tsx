import { useId, type ReactNode } from 'react';
import classes from './section.module.css';

type Props = {
  title: string;
  count?: number | undefined;
  aside?: ReactNode;
  description?: ReactNode;
  children: ReactNode;
};

/** A titled part of a page; `aside` stands at the right of the title, a link or a button. */
export function Section({ title, count, aside, description, children }: Props) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
          {count !== undefined && <span className={classes.count}>{count}</span>}
        </h2>
        {aside && <div className={classes.aside}>{aside}</div>}
      </div>
      {description && <p className={classes.description}>{description}</p>}
      {children}
    </section>
  );
}
