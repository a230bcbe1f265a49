import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PipelineFileResponse } from '../../../../shared/api/generated/types.gen.js';
import { ProblemError } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { freshFile, useCommitFile } from '../api/editing.js';
import { withLineEndsOf, withPlainLineEnds } from '../model/line-ends.js';
import { CommitForm } from './commit-form.js';
import { Conflict } from './conflict.js';
import { useFocusBack } from '../../../../shared/lib/use-focus-back.js';

/** What a text is saved on top of. */
export type Base = { source: string | null; revision: string | null; version: number | null };
export type Saved = { pipelineId: string; version: number; commitSha: string };

type Props = {
  file: PipelineFileResponse;
  base: Base;
  text: string;
  onSaved: (saved: Saved, base: Base) => void;
  /** The text is to be saved on top of another one now. */
  onBase: (base: Base) => void;
  /** The text of somebody else in the place of one's own. */
  onTake: (theirs: Base) => void;
  onClose: () => void;
};

/** What a save changes in the text, the message of its commit, and what to do when somebody was faster. */
export function SaveDialog({ file, base, text, onSaved, onBase, onTake, onClose }: Props) {
  useFocusBack();
  const { commit, theirs, forget } = useSave(file, base, text, onSaved);
  const putMine = (onTopOf: Base) => {
    onBase(onTopOf);
    forget();
  };
  return (
    <Modal opened onClose={onClose} title={`Save ${file.path}`} size="70rem">
      {theirs ? (
        <Conflict
          theirs={withPlainLineEnds(theirs.source ?? '')}
          mine={text}
          onMine={() => putMine(theirs)}
          onTheirs={() => onTake(theirs)}
        />
      ) : (
        <CommitForm
          {...{ file, text, onClose, before: withPlainLineEnds(base.source ?? '') }}
          {...{ error: commit.error, isPending: commit.isPending, onCommit: commit.save }}
        />
      )}
    </Modal>
  );
}

/** Commits the text on top of its base; after a conflict, what the file says now. */
function useSave(file: PipelineFileResponse, base: Base, text: string, onSaved: Props['onSaved']) {
  const org = useOrg();
  const queryClient = useQueryClient();
  const commit = useCommitFile();
  const [theirs, setTheirs] = useState<Base>();
  const { repositoryId, branch, path } = file;
  const source = withLineEndsOf(base.source ?? '', text);
  const lookAgain = async (error: unknown) => {
    if (!(error instanceof ProblemError) || error.code !== 'file_changed') return;
    setTheirs(await freshFile(queryClient, org, { repositoryId, branch, path }));
  };
  const save = (message: string | undefined) =>
    commit.mutate(
      { path: { org, repositoryId }, body: { branch, path, source, revision: base.revision, message } },
      {
        onSuccess: (saved) => onSaved(saved, { source, revision: saved.revision, version: saved.version }),
        onError: (error) => void lookAgain(error).catch(() => undefined),
      },
    );
  const forget = () => {
    setTheirs(undefined);
    commit.reset();
  };
  return { commit: { error: commit.error, isPending: commit.isPending, save }, theirs, forget };
}
