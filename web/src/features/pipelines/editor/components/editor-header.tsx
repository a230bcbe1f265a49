import { Button, SegmentedControl } from '@mantine/core';
import type { PipelineFileResponse } from '../../../../shared/api/generated/types.gen.js';
import { PageHeader } from '../../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import type { Keeping } from '../model/draft-keeper.js';
import { EDITOR_VIEWS, type EditorView } from '../model/editor-views.js';
import type { Snapshot, TextSession } from '../model/text-session.js';
import type { Unchecked } from './use-marks.js';
import type { Marked } from './yaml-pane.js';

type Props = {
  file: PipelineFileResponse;
  session: TextSession;
  now: Snapshot;
  isPhone: boolean;
  /** Where the text is kept; undefined for one that is saved. */
  keeping: Keeping | undefined;
  marks: readonly Marked[];
  unchecked: Unchecked | undefined;
  view: EditorView;
  onView: (view: EditorView) => void;
  onSave: () => void;
};

const WIDE = [
  { value: 'graph', label: 'Graph' },
  { value: 'split', label: 'Split' },
  { value: 'yaml', label: 'YAML' },
];
const NARROW = [
  { value: 'graph', label: 'List' },
  { value: 'yaml', label: 'YAML' },
];

/** Where the file is, how it stands, and what can be done with it as a whole. */
export function EditorHeader(props: Props) {
  const { file, session, now, isPhone, keeping, view, onView, onSave } = props;
  const meta = (
    <>
      <span>{file.repositoryName}</span>
      <code>{file.path}</code>
      <span>on {file.branch}</span>
      <span role="status">{standing(props)}</span>
    </>
  );
  const actions = (
    <>
      <SegmentedControl
        size="xs"
        aria-label="How to show the pipeline"
        value={isPhone && view === 'split' ? 'yaml' : view}
        onChange={(value) => {
          const next = EDITOR_VIEWS.find((one) => one === value);
          if (next) onView(next);
        }}
        data={isPhone ? NARROW : WIDE}
      />
      <Button variant="default" size="sm" disabled={!now.canUndo} onClick={session.undo}>
        Undo
      </Button>
      <Button variant="default" size="sm" disabled={!now.canRedo} onClick={session.redo}>
        Redo
      </Button>
      <PermittedButton permission="pipelines.edit" size="sm" disabled={!keeping} onClick={onSave}>
        Save
      </PermittedButton>
    </>
  );
  return (
    <PageHeader
      title={now.draft.name || (file.revision === null ? 'New pipeline' : file.path)}
      meta={meta}
      actions={actions}
    />
  );
}

const KEPT_WORDS: Record<Keeping, string> = {
  nowhere: 'not saved',
  here: 'not saved, draft kept in this browser',
  everywhere: 'not saved, draft kept',
};

/** Whether it is saved, and what is wrong with it, in a few words. */
function standing({ file, keeping, marks, unchecked }: Props): string {
  const problems = marks.filter(({ severity }) => severity === 'error').length;
  const words = [
    keeping ? KEPT_WORDS[keeping] : unsaidWords(file),
    unchecked ? 'not checked' : '',
    counted(problems, 'problem'),
    counted(marks.length - problems, 'warning'),
  ];
  return words.filter((word) => word !== '').join(' · ');
}

const unsaidWords = ({ revision }: PipelineFileResponse): string => (revision === null ? 'not there yet' : 'saved');

const counted = (count: number, word: string): string =>
  count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
