import { setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useRef } from 'react';
import { type Problem, rangeOf } from '../model/problem-places.js';
import type { TextSession } from '../model/text-session.js';
import classes from './editor.module.css';
import { editorInShadow } from './editor-in-shadow.js';

export type Marked = Problem & { severity: 'error' | 'warning' };

/** A line to go to; another object goes there anew. */
export type TextPlace = { line: number; takesFocus?: boolean };

type Props = {
  session: TextSession;
  problems: readonly Marked[];
  /** Where the selected node stands. */
  ofNode: TextPlace | undefined;
  /** Where somebody asked to go last; undefined as long as the text is out of sight, where nothing can be gone to. */
  asked: TextPlace | undefined;
};

/** The text of the pipeline, with what is wrong with it where it is wrong. */
export function YamlPane({ session, problems, ofNode, asked }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  useEffect(() => {
    if (!host.current) return undefined;
    const [shown, remove] = editorInShadow(host.current, {
      state: session.state,
      dispatchTransactions: (transactions, editor) => {
        editor.update(transactions);
        session.take(editor.state);
      },
    });
    view.current = shown;
    const release = session.show(shown);
    return () => {
      release();
      remove();
      view.current = undefined;
    };
  }, [session]);
  useEffect(() => {
    const shown = view.current;
    if (!shown) return;
    const text = shown.state.doc.toString();
    const marks = problems.map((problem) => ({
      ...rangeOf(text, problem),
      ...{ severity: problem.severity, message: problem.message },
    }));
    shown.dispatch(setDiagnostics(shown.state, marks));
  }, [problems, session]);
  useGoTo(view, ofNode);
  useGoTo(view, asked);
  return <div ref={host} className={classes.yaml} />;
}

/** Goes to each place once. */
function useGoTo(view: RefObject<EditorView | undefined>, place: TextPlace | undefined): void {
  const last = useRef<TextPlace>(undefined);
  useEffect(() => {
    const shown = view.current;
    if (!shown || !place || place === last.current || place.line > shown.state.doc.lines) return;
    last.current = place;
    const { from } = shown.state.doc.line(place.line);
    shown.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    if (place.takesFocus) shown.focus();
  }, [view, place]);
}
