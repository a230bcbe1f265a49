import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { PipelineFileResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { Page } from '../../../../shared/ui/page.js';
import type { EditorView } from '../model/editor-views.js';
import { withPlainLineEnds } from '../model/line-ends.js';
import { DraftNotice } from './draft-notice.js';
import { EditorHeader } from './editor-header.js';
import { NOTHING_SELECTED } from './flow-elements.js';
import { LeaveGuard } from './leave-guard.js';
import { Panes } from './panes.js';
import { type Base, SaveDialog, type Saved } from './save-dialog.js';
import { useDraft } from './use-draft.js';
import { useDrawing } from './use-drawing.js';
import { useMarks } from './use-marks.js';
import { useSession } from './use-session.js';

const PHONE = '(max-width: 48em)';

type Props = {
  file: PipelineFileResponse;
  /** What a file that is not there yet begins with. */
  start?: string;
  view: EditorView | undefined;
  onView: (view: EditorView) => void;
  onSaved: (saved: Saved) => void;
};

/** A pipeline file that is edited: as a graph and as YAML, which are two views of one text. */
export function PipelineEditor({ file, start = '', view, onView, onSaved }: Props) {
  const org = useOrg();
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
  const [base, setBase] = useState<Base>(file);
  const [isSaving, setSaving] = useState(false);
  const { session, now } = useSession(withPlainLineEnds(file.source ?? start), file.repositoryId);
  const original = withPlainLineEnds(base.source ?? '');
  const [keeper, draft] = useDraft({ org, ...file }, { text: now.text, ...base, base: original });
  const { marks, problems, unchecked } = useMarks(org, now, file.repositoryId);
  const drawing = useDrawing(session, now);
  const isChanged = now.text !== original;
  const shown = { session, now, isPhone, marks, unchecked, view: view ?? (isPhone ? 'yaml' : 'split') } as const;
  const settle = (next: Base) => {
    setBase(next);
    setSaving(false);
    keeper.forget();
  };
  const take = (next: Base) => {
    session.replace(withPlainLineEnds(next.source ?? ''));
    drawing.select(NOTHING_SELECTED);
    settle(next);
  };
  return (
    <Page width="full">
      <EditorHeader
        {...{
          ...shown,
          file: { ...file, revision: base.revision },
          onView,
          keeping: isChanged ? draft.keeping : undefined,
        }}
        onSave={() => setSaving(true)}
      />
      {draft.offered && (
        <DraftNotice {...{ offered: draft.offered, keeper, base }} onTake={(text) => session.replace(text)} />
      )}
      <Panes {...shown} onView={onView} problems={problems} drawing={drawing} />
      {isSaving && (
        <SaveDialog
          {...{ file, base, text: now.text }}
          onSaved={(saved, next) => (settle(next), onSaved(saved))}
          onBase={setBase}
          onTake={take}
          onClose={() => setSaving(false)}
        />
      )}
      <LeaveGuard isChanged={isChanged} isEverywhere={draft.keeping === 'everywhere'} />
    </Page>
  );
}
