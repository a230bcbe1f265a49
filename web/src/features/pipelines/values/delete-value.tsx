import type { PipelineSecretResponse, VariableResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useDeleteSecret, useDeleteSharedSecret, useDeleteSharedVariable, useDeleteVariable } from '../api/values.js';

type Props<Value> = { value: Value; onClose: () => void };

const BLOCKED = 'Pipeline files that name it are blocked from now on';
/** Where one of the organization comes to light, nothing is blocked. */
const wordsOf = ({ overrides, level }: VariableResponse | PipelineSecretResponse): string => {
  if (overrides) return 'Pipelines of the project have that of the organization from now on';
  return level === 'organization' ? `${BLOCKED}, in projects that have none of their own` : BLOCKED;
};

interface Removal {
  isPending: boolean;
  error: unknown;
}

interface Question {
  value: VariableResponse | PipelineSecretResponse;
  what: string;
  lost: string;
  after: string;
  removals: Removal[];
  onConfirm: () => void;
  onClose: () => void;
}

function Question({ value, what, lost, after, removals, ...how }: Question) {
  return (
    <ConfirmDialog
      opened
      {...how}
      title={`Delete ${value.name}?`}
      confirmLabel={`Delete ${what}`}
      notUndone={[lost]}
      isDangerous
      isPending={removals.some(({ isPending }) => isPending)}
      error={removals.find(({ error }) => error)?.error}
    >
      {wordsOf(value)}. {after}
    </ConfirmDialog>
  );
}

export function DeleteVariable({ value, onClose }: Props<VariableResponse>) {
  const org = useOrg();
  const [remove, removeShared] = [useDeleteVariable(), useDeleteSharedVariable()];
  const onConfirm = () => {
    if (value.level === 'project') remove.mutate({ path: { org, variableId: value.id } }, { onSuccess: onClose });
    else removeShared.mutate({ path: { org, organizationVariableId: value.id } }, { onSuccess: onClose });
  };
  return (
    <Question
      {...{ value, onClose, onConfirm, removals: [remove, removeShared] }}
      what="variable"
      lost="The list of its earlier values is gone with it"
      after="Runs that there are keep what they were made with."
    />
  );
}

export function DeleteSecret({ value, onClose }: Props<PipelineSecretResponse>) {
  const org = useOrg();
  const [remove, removeShared] = [useDeleteSecret(), useDeleteSharedSecret()];
  const onConfirm = () => {
    if (value.level === 'project') remove.mutate({ path: { org, pipelineSecretId: value.id } }, { onSuccess: onClose });
    else removeShared.mutate({ path: { org, organizationSecretId: value.id } }, { onSuccess: onClose });
  };
  return (
    <Question
      {...{ value, onClose, onConfirm, removals: [remove, removeShared] }}
      what="secret"
      lost="Every version of its value is erased"
      after="Steps of runs that have begun and still need it end in error."
    />
  );
}
