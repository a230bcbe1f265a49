import { history, isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { EditorState, type Extension, type StateCommand, type TransactionSpec } from '@codemirror/state';
import { applyEdit } from './apply-edit.js';
import type { Draft } from './draft.js';
import { DraftReader } from './draft-reader.js';
import type { Edit } from './edit.js';
import { changedPiece } from './splice.js';
import type { SyntaxProblem } from './yaml-source.js';

export type Snapshot = {
  text: string;
  /** The pipeline in the text; while the text cannot be read, and while a large one waits to be read, the last one that was. */
  draft: Draft;
  error: SyntaxProblem | undefined;
  /** The text waits to be read: what `draft` and `error` say is of an earlier one. */
  isBehind: boolean;
  canUndo: boolean;
  canRedo: boolean;
};

/** Who shows the text, and takes the changes in place of the session itself. */
export type TextView = { dispatch: (spec: TransactionSpec) => void };

/** A text of so many characters takes a tenth of a second to read as a whole: too long for every key, so it waits for a pause. */
const LARGE_FROM = 20_000;
const PAUSE_MS = 400;

const NOTHING: Draft = { name: '', nodes: [] };

/**
 * The text that is edited, in the graph and as YAML. There is one text and one history: what the graph does is a change of
 * the text like any other, and a step of its own.
 */
export class TextSession {
  private listeners = new Set<() => void>();
  private view: TextView | undefined;
  private current: Snapshot;
  private reading: ReturnType<typeof setTimeout> | undefined;
  private readonly reader = new DraftReader();
  state: EditorState;

  constructor(text: string, extensions: Extension = []) {
    this.state = EditorState.create({ doc: text, extensions: [history(), extensions] });
    this.current = this.snapshotOf(NOTHING);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => this.current;

  /** False for an edit that the text does not bear; then nothing has changed. */
  edit(edit: Edit): boolean {
    const { text } = this.current;
    const edited = applyEdit(text, edit);
    if (edited !== undefined) this.replace(edited);
    return edited !== undefined;
  }

  /** Another text, as one step of the history. */
  replace(text: string): void {
    const piece = changedPiece(this.current.text, text);
    if (piece) this.dispatch({ changes: piece, annotations: isolateHistory.of('full'), userEvent: 'input.graph' });
  }

  readonly undo = (): boolean => this.run(undo);
  readonly redo = (): boolean => this.run(redo);

  /** Hands the text to a view until the function that it gives is called. */
  show(view: TextView): () => void {
    this.view = view;
    return () => {
      this.view = undefined;
    };
  }

  /** What a view has made of the text. */
  take(state: EditorState): void {
    const isChanged = state.doc !== this.state.doc;
    this.state = state;
    if (!isChanged) return;
    clearTimeout(this.reading);
    this.reading = undefined;
    if (state.doc.length < LARGE_FROM) return this.read();
    const standing = standingOf(state);
    const draft = this.reader.readChange(standing.text);
    if (draft) return this.tell({ ...standing, draft, error: undefined, isBehind: false });
    this.reading = setTimeout(() => this.read(), PAUSE_MS);
    this.tell({ ...this.current, ...standing, isBehind: true });
  }

  private read(): void {
    clearTimeout(this.reading);
    this.reading = undefined;
    this.tell(this.snapshotOf(this.current.draft));
  }

  private snapshotOf(before: Draft): Snapshot {
    const standing = standingOf(this.state);
    const read = this.reader.read(standing.text);
    const isRead = !('error' in read);
    return { ...standing, draft: isRead ? read : before, error: isRead ? undefined : read.error, isBehind: false };
  }

  private tell(current: Snapshot): void {
    this.current = current;
    for (const listener of this.listeners) listener();
  }

  private dispatch(spec: TransactionSpec): void {
    if (this.view) this.view.dispatch(spec);
    else this.take(this.state.update(spec).state);
    this.readWhatWaits();
  }

  private run(command: StateCommand): boolean {
    const isDone = command({
      state: this.state,
      dispatch: (transaction) => (this.view ? this.view.dispatch(transaction) : this.take(transaction.state)),
    });
    this.readWhatWaits();
    return isDone;
  }

  /** What is done in the graph is seen there at once. */
  private readWhatWaits(): void {
    if (this.reading !== undefined) this.read();
  }
}

const standingOf = (state: EditorState): Pick<Snapshot, 'text' | 'canUndo' | 'canRedo'> => ({
  text: state.doc.toString(),
  canUndo: undoDepth(state) > 0,
  canRedo: redoDepth(state) > 0,
});
