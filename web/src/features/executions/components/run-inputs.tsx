import type { ExecutionResponse } from '../../../shared/api/generated/types.gen.js';
import { Copyable } from '../../../shared/ui/copyable.js';
import classes from './run-page.module.css';

/** What the run was started with; nothing for a pipeline that asks for nothing. */
export function RunInputs({ inputs }: { inputs: ExecutionResponse['inputs'] }) {
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
