import type { ExecutionResponse } from '../../../shared/api/generated/types.gen.js';
import { Copyable } from '../../../shared/ui/copyable.js';
import classes from './run-page.module.css';

/** What the run was started and made with; nothing for a pipeline that asks for nothing. */
export function RunInputs({ run: { inputs, variables } }: { run: Pick<ExecutionResponse, 'inputs' | 'variables'> }) {
  const given = Object.entries(inputs).map(([name, value]) => ({ name, value: String(value), title: undefined }));
  const had = variables.map(({ name, value, version, level }) => {
    return { name: `vars.${name}`, value, title: `Version ${version}, of the ${level}` };
  });
  return (
    <>
      <Values label="Inputs" values={given} />
      <Values label="Variables" values={had} />
    </>
  );
}

type Value = { name: string; value: string; title: string | undefined };

function Values({ label, values }: { label: string; values: readonly Value[] }) {
  if (values.length === 0) return null;
  return (
    <dl className={classes.inputs} aria-label={label}>
      {values.map(({ name, value, title }) => (
        <div key={name}>
          <dt title={title}>{name}</dt>
          <dd>
            <Copyable value={value} label={`Copy ${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
