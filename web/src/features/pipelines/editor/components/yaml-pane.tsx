import { setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { type Problem, rangeOf } from '../model/problem-places.js';
import type { TextSession } from '../model/text-session.js';
import classes from './editor.module.css';
import { editorInShadow } from './editor-in-shadow.js';

export type Marked = Problem & { severity: 'error' | 'warning' };

type Props = {
  session: TextSession;
  problems: readonly Marked[];
  /** A line to go to; another number beside it goes there anew. */
  goTo: { line: number } | undefined;
};

/** The text of the pipeline, with what is wrong with it where it is wrong. */
export function YamlPane({ session, problems, goTo }: Props) {
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
  useEffect(() => {
    const shown = view.current;
    if (!shown || !goTo || goTo.line > shown.state.doc.lines) return;
    const { from } = shown.state.doc.line(goTo.line);
    shown.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  }, [goTo]);
  return <div ref={host} className={classes.yaml} />;
}
