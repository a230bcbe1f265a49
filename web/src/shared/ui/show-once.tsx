import { Copyable } from './copyable.js';
import classes from './show-once.module.css';

/** A secret the server will never show again, with the advice to store it now. */
export function ShowOnce({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.once}>
      <p className={classes.label}>{label}</p>
      <Copyable value={value} label={`Copy: ${label}`} />
      <p className={classes.note}>Store it now. Throughline keeps only a fingerprint and cannot show it again.</p>
    </div>
  );
}
