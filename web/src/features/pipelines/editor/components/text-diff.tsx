import { yaml } from '@codemirror/lang-yaml';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import classes from './editor.module.css';
import { editorInShadow } from './editor-in-shadow.js';
import { yamlLook } from './yaml-look.js';

type Props = { before: string; after: string; label: string };

/** What changes from one text to another; lines that stay are folded away. */
export function TextDiff({ before, after, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return undefined;
    const extensions = [
      ...[yaml(), yamlLook, lineNumbers(), EditorView.lineWrapping, EditorState.readOnly.of(true)],
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      unifiedMergeView({
        ...{ original: before, mergeControls: false, gutter: true },
        collapseUnchanged: { margin: 2, minSize: 4 },
      }),
    ];
    const [, remove] = editorInShadow(host.current, { doc: after, extensions });
    return remove;
  }, [before, after, label]);
  if (before === after) return <p className={classes.same}>Nothing changes in the text.</p>;
  return <div ref={host} className={classes.diff} />;
}
