import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { inputValues } from '../../../shared/model/input-values.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { InputFields } from '../../../shared/ui/input-fields.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { newestVersionOptions, useStartRun } from '../api/pipelines.js';

type Props = { pipeline: { id: string; name: string }; branch: string; isSmall?: boolean };

/** Starts a run of a pipeline by hand, at the head of a branch or at a commit, and goes to it. */
export function StartRun({ pipeline, branch, isSmall = false }: Props) {
  const [isAsking, setAsking] = useState(false);
  const size = isSmall ? 'compact-sm' : 'sm';
  return (
    <>
      <PermittedButton
        permission="executions.start"
        variant={isSmall ? 'default' : 'filled'}
        size={size}
        aria-label={`Start a run of ${pipeline.name}`}
        onClick={() => setAsking(true)}
      >
        Start{isSmall ? '' : ' a run'}
      </PermittedButton>
      {isAsking && <StartDialog pipeline={pipeline} branch={branch} onClose={() => setAsking(false)} />}
    </>
  );
}

function StartDialog({ pipeline, branch, onClose }: Props & { onClose: () => void }) {
  const org = useOrg();
  const navigate = useNavigate();
  const start = useStartRun();
  const version = useQuery(newestVersionOptions(org, pipeline.id));
  const inputs = version.data?.items[0]?.inputs ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    const onSuccess = ({ id }: { id: string }) =>
      void navigate({ to: '/$org/executions/$executionId', params: { org, executionId: id } });
    start.mutate(
      {
        path: { org, pipelineId: pipeline.id },
        body: { branch: value('branch'), commitSha: value('commitSha'), inputs: inputValues(inputs, form) },
      },
      { onSuccess },
    );
  };
  return (
    <FormDialog
      title={`Start ${pipeline.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Start the run"
      isPending={start.isPending}
      isBlocked={!version.data}
      error={start.error}
    >
      <TextInput name="branch" label="Branch" defaultValue={branch} data-autofocus />
      <TextInput
        name="commitSha"
        label="Commit (optional)"
        description="Empty: the newest commit of the branch."
        placeholder="9f3c1a2b7d40…"
      />
      {version.isPending && <RowSkeletons rows={2} />}
      {!version.data && version.isError && <ProblemView error={version.error} onRetry={() => void version.refetch()} />}
      <InputFields inputs={inputs} />
    </FormDialog>
  );
}
