import type { ReactNode } from 'react';
import { useRowKeys } from '../../../shared/lib/use-row-keys.js';
import type { MarkedState } from '../../../shared/model/states.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import classes from './item-list.module.css';

/** Rows with a state, a name that is a link, what it is about, and when. */
export function ItemList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {children}
    </ul>
  );
}

type ItemProps = { state: MarkedState; name: ReactNode; detail: ReactNode; end: ReactNode; extra?: ReactNode };

export function Item({ state, name, detail, end, extra }: ItemProps) {
  return (
    <li className={classes.item}>
      <span className={classes.state}>
        <StateMark state={state} />
      </span>
      <span className={classes.name}>{name}</span>
      <span className={classes.detail}>{detail}</span>
      {extra && <span className={classes.extra}>{extra}</span>}
      <span className={classes.end}>{end}</span>
    </li>
  );
}

/** The good answer to one of the three questions, in a line. */
export function Quiet({ children }: { children: ReactNode }) {
  return (
    <p className={classes.quiet}>
      <span data-mark="succeeded">
        <StateGlyph mark="succeeded" />
      </span>
      {children}
    </p>
  );
}

/** Lets j and k move through the links of all lists inside. */
export function ItemKeys({ children }: { children: ReactNode }) {
  const container = useRowKeys<HTMLDivElement>();
  return <div ref={container}>{children}</div>;
}
