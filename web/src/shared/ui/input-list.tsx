import type { ExecutionResponse } from '../api/generated/types.gen.js';
import { Copyable } from './copyable.js';
import classes from './input-list.module.css';

/** What a pipeline is started with; nothing for one that asks for nothing. */
export function InputList({ inputs }: { inputs: ExecutionResponse['inputs'] }) {
  const entries = Object.entries(inputs);
  if (entries.length === 0) return null;
  return (
    <dl className={classes.inputs} aria-label="Inputs">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Copyable value={String(value)} label={`Copy ${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
