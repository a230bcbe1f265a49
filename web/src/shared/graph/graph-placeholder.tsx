import classes from './graph-placeholder.module.css';

/** Where a large graph will be, as long as it is being placed. */
export function GraphPlaceholder({ count }: { count: number }) {
  return (
    <p className={classes.placeholder} role="status">
      Placing {count} nodes …
    </p>
  );
}
