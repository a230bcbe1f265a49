import type { KeyboardEvent } from 'react';
import { useMemo, useState } from 'react';
import type { EditorView } from '../model/editor-views.js';
import type { Problem } from '../model/problem-places.js';
import type { Snapshot, TextSession } from '../model/text-session.js';
import { AddNode } from './add-node.js';
import classes from './editor.module.css';
import { GraphPane } from './graph-pane.js';
import { NodeList } from './node-list.js';
import { NodePanel } from './node-panel.js';
import { ProblemList } from './problem-list.js';
import type { Drawing } from './use-drawing.js';
import type { Unchecked } from './use-marks.js';
import { type Marked, type TextPlace, YamlPane } from './yaml-pane.js';

type Props = {
  session: TextSession;
  now: Snapshot;
  isPhone: boolean;
  view: EditorView;
  onView: (view: EditorView) => void;
  marks: readonly Marked[];
  unchecked: Unchecked | undefined;
  problems: ReadonlyMap<string, readonly Problem[]>;
  drawing: Drawing;
};

/** The graph, the fields of the node that is selected, and the text, side by side. The text is always there, if unseen. */
export function Panes(props: Props) {
  const { session, isPhone, marks, drawing } = props;
  const view = isPhone && props.view === 'split' ? 'yaml' : props.view;
  const line = drawing.single?.lines[0];
  const ofNode = useMemo(() => (line === undefined ? undefined : { line }), [line]);
  const [asked, ask] = useState<TextPlace>();
  const goTo = (wanted: number) => {
    ask({ line: wanted, takesFocus: !hasTouchKeyboard() });
    if (view === 'graph') props.onView(isPhone ? 'yaml' : 'split');
  };
  return (
    <div className={classes.panes} data-view={view} data-selected={drawing.single !== undefined || undefined}>
      {view !== 'yaml' && <Seen {...props} onLine={goTo} />}
      <div className={classes.writing} hidden={view === 'graph'}>
        <YamlPane session={session} problems={marks} ofNode={ofNode} asked={view === 'graph' ? undefined : asked} />
      </div>
      <ProblemList marks={marks} unchecked={props.unchecked} onLine={goTo} />
    </div>
  );
}

/** Whether the focus in a text takes half of the screen for keys. */
const hasTouchKeyboard = (): boolean => window.matchMedia('(pointer: coarse)').matches;

/** What there is beside the text. */
function Seen(props: Props & { onLine: (line: number) => void }) {
  const { session, now, isPhone, problems, drawing } = props;
  if (isPhone) return <NodeList nodes={now.draft.nodes} problems={problems} onLine={props.onLine} />;
  return (
    <>
      <div className={classes.drawing} onKeyDown={(event) => goThroughHistory(event, session)}>
        <DrawingBar {...props} />
        <GraphPane
          nodes={now.draft.nodes}
          problems={problems}
          selection={drawing.selection}
          onSelection={drawing.select}
          onConnect={drawing.connect}
          onDelete={drawing.remove}
          isStale={now.error !== undefined}
          isBehind={now.isBehind}
        />
      </div>
      <Fields {...props} />
    </>
  );
}

function goThroughHistory(event: KeyboardEvent, session: TextSession): void {
  const isTyping = (event.target as Element).closest('input, textarea') !== null;
  const isAsked = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
  if (isTyping || !isAsked) return;
  event.preventDefault();
  if (event.shiftKey) session.redo();
  else session.undo();
}

function DrawingBar({ now, drawing }: Props) {
  const { single, chosen, remove } = drawing;
  return (
    <div className={classes.bar}>
      <AddNode onAdd={drawing.add} isDisabled={now.error !== undefined} after={single?.key} />
      {chosen.length > 1 && (
        <button
          type="button"
          className={classes.plain}
          onClick={() =>
            remove(
              chosen.map(({ key }) => key),
              [],
            )
          }
        >
          Delete {chosen.length} nodes
        </button>
      )}
    </div>
  );
}

function Fields({ now, problems, drawing }: Props) {
  const { single } = drawing;
  if (!single || now.error) return null;
  return (
    <div className={classes.fields}>
      <NodePanel
        node={single}
        nodes={now.draft.nodes}
        problems={problems.get(single.key) ?? []}
        onEdit={drawing.edit}
        onRename={(to) => drawing.rename(single.key, to)}
        onDuplicate={() => drawing.duplicate(single.key)}
        onRemove={() => drawing.remove([single.key], [])}
      />
    </div>
  );
}
