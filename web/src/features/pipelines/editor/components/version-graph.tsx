import { useMemo, useState } from 'react';
import { readDraft } from '../model/draft.js';
import classes from './editor.module.css';
import { NOTHING_SELECTED, type Selection } from './flow-elements.js';
import { GraphPane } from './graph-pane.js';

const NO_PROBLEMS = new Map<string, never>();

/** A version of a pipeline as a graph, to be looked at. */
export function VersionGraph({ source }: { source: string }) {
  const read = useMemo(() => readDraft(source), [source]);
  const [selection, select] = useState<Selection>(NOTHING_SELECTED);
  if ('error' in read) return <p className={classes.same}>{read.error.message}</p>;
  return (
    <div className={classes.shown}>
      <GraphPane nodes={read.nodes} problems={NO_PROBLEMS} selection={selection} onSelection={select} />
    </div>
  );
}
