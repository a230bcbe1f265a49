import type { ExecutionResponse } from '../../../shared/api/generated/types.gen.js';
import { Copyable } from '../../../shared/ui/copyable.js';
import classes from './run-variables.module.css';

/** The variables that the run was made with, each with its version and whose it is; nothing for one that refers to none. */
export function RunVariables({ variables }: Pick<ExecutionResponse, 'variables'>) {
  if (variables.length === 0) return null;
  return (
    <dl className={classes.variables} aria-label="Variables">
      {variables.map(({ name, value, version, level }) => (
        <div key={name}>
          <dt title={`Version ${version}, of the ${level}`}>vars.{name}</dt>
          <dd>
            <Copyable value={value} label={`Copy ${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
