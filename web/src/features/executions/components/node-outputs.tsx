import { Copyable } from '../../../shared/ui/copyable.js';
import classes from './node-panel.module.css';

/** What the node hands to those after it. Nothing for a node without outputs. */
export function NodeOutputs({ outputs }: { outputs: Record<string, string> }) {
  const entries = Object.entries(outputs);
  if (entries.length === 0) return null;
  return (
    <dl className={classes.outputs}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Copyable value={value} label={`Copy ${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
