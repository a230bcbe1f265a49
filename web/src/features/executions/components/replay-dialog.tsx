import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { ExecutionSummaryResponse, ReplayPlanResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { inputValues } from '../../../shared/model/input-values.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { InputFields } from '../../../shared/ui/input-fields.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { type ReplayChoice, useReplay, useReplayPlan } from '../api/executions.js';
import { changedValues } from '../model/replay-words.js';
import { ReplayPlan } from './replay-plan.js';
import { ReplayWarnings } from './replay-warnings.js';
import classes from './replay.module.css';

type Props = {
  execution: Pick<ExecutionSummaryResponse, 'id' | 'number' | 'pipelineName'>;
  /** What it opens with; nodes can be added. */
  choice: ReplayChoice;
  title: string;
  submitLabel: string;
  onClose: () => void;
};

/** Says what a replay would do before it does it: which nodes, with which inputs, and what is to be known. */
export function ReplayDialog({ execution, choice: first, title, submitLabel, onClose }: Props) {
  const path = { org: useOrg(), executionId: execution.id };
  const navigate = useNavigate();
  const [choice, choose] = useState(first);
  const [changed, setChanged] = useState<string[]>([]);
  const plan = useReplayPlan(path.org, path.executionId, { ...choice, changed });
  const replay = useReplay();
  const valuesOf = (form: HTMLFormElement, { inputs, values }: ReplayPlanResponse) =>
    changedValues(values, inputValues(inputs, new FormData(form)));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!plan.data) return;
    const body = { ...choice, inputs: valuesOf(event.currentTarget, plan.data) };
    const onSuccess = ({ id }: { id: string }) => {
      onClose();
      void navigate({ to: '/$org/executions/$executionId', params: { org: path.org, executionId: id } });
    };
    replay.mutate({ path, body }, { onSuccess });
  };
  const add = (key: string) =>
    choose(({ from, failedOnly }) => ({
      from: from.includes(key) ? from.filter((one) => one !== key) : [...from, key],
      failedOnly,
    }));
  return (
    <FormDialog
      title={title}
      size="lg"
      onClose={onClose}
      onSubmit={submit}
      submitLabel={submitLabel}
      isPending={replay.isPending}
      isBlocked={!plan.data || plan.isError}
      error={replay.error}
    >
      {plan.isError && <ProblemView error={plan.error} onRetry={() => void plan.refetch()} />}
      {!plan.data && !plan.isError && <RowSkeletons rows={4} />}
      {plan.data && (
        <>
          <ReplayPlan plan={plan.data} first={first} choice={choice} onAdd={add} />
          <ReplayWarnings warnings={plan.data.warnings} />
          <Inputs plan={plan.data} onChange={(form) => setChanged(Object.keys(valuesOf(form, plan.data)))} />
        </>
      )}
    </FormDialog>
  );
}

/** The inputs as they were; the plan is asked anew when one becomes another. */
function Inputs({ plan, onChange }: { plan: ReplayPlanResponse; onChange: (form: HTMLFormElement) => void }) {
  if (plan.inputs.length === 0) return null;
  return (
    <fieldset
      className={classes.inputs}
      onBlur={({ currentTarget }) => currentTarget.form && onChange(currentTarget.form)}
    >
      <InputFields inputs={plan.inputs} values={plan.values} />
    </fieldset>
  );
}
