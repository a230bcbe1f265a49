import type { KeyboardEvent } from 'react';
import { useMemo } from 'react';
import type { EditorView } from '../model/editor-views.js';
import type { Problem } from '../model/problem-places.js';
import type { Snapshot, TextSession } from '../model/text-session.js';
import { AddNode } from './add-node.js';
import classes from './editor.module.css';
import { GraphPane } from './graph-pane.js';
import { NodeList } from './node-list.js';
import { NodePanel } from './node-panel.js';
import type { Drawing } from './use-drawing.js';
import { type Marked, YamlPane } from './yaml-pane.js';

type Props = {
  session: TextSession;
  now: Snapshot;
  isPhone: boolean;
  view: EditorView;
  marks: readonly Marked[];
  problems: ReadonlyMap<string, readonly Problem[]>;
  drawing: Drawing;
};

/** The graph, the fields of the node that is selected, and the text, side by side. The text is always there, if unseen. */
export function Panes(props: Props) {
  const { session, isPhone, marks, drawing } = props;
  const view = isPhone && props.view === 'split' ? 'yaml' : props.view;
  const line = drawing.single?.lines[0];
  const goTo = useMemo(() => (line === undefined ? undefined : { line }), [line]);
  return (
    <div className={classes.panes} data-view={view} data-selected={drawing.single !== undefined || undefined}>
      {view !== 'yaml' && <Seen {...props} />}
      <div className={classes.writing} hidden={view === 'graph'}>
        <YamlPane session={session} problems={marks} goTo={goTo} />
      </div>
    </div>
  );
}

/** What there is beside the text. */
function Seen(props: Props) {
  const { session, now, isPhone, problems, drawing } = props;
  if (isPhone) return <NodeList nodes={now.draft.nodes} problems={problems} />;
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
      {now.error && (
        <span className={classes.error} role="alert">
          Line {now.error.line}: {now.error.message}
        </span>
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
