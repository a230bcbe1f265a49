import { useMemo, useState } from 'react';
import type { DraftNode } from '../model/draft.js';
import type { Edit } from '../model/edit.js';
import { freshKey, KIND_FACTS, type Kind } from '../model/node-kinds.js';
import type { Snapshot, TextSession } from '../model/text-session.js';
import { showProblem } from '../../../../shared/ui/toasts.js';
import { NOTHING_SELECTED, type Selection } from './flow-elements.js';

type Need = { from: string; to: string };
export type Drawing = ReturnType<typeof useDrawing>;

/** What can be done in the graph: each of it is an edit of the text. */
export function useDrawing(session: TextSession, now: Snapshot) {
  const [selection, select] = useState<Selection>(NOTHING_SELECTED);
  const { nodes } = now.draft;
  const { edit, remove, connect } = useMemo(() => editsOf(session, select), [session]);
  const only = (key: string) => select({ nodes: new Set([key]), edges: new Set() });
  const chosen = nodes.filter(({ key }) => selection.nodes.has(key));
  const [single] = chosen.length === 1 ? chosen : [];
  const add = (kind: Kind) => {
    const key = freshKey(KIND_FACTS[kind].key, nodes);
    const needs = single ? { needs: [single.key] } : {};
    const fields = { kind, ...needs, ...KIND_FACTS[kind].fields };
    if (edit({ do: 'add', block: single?.block ?? 'nodes', key, fields })) only(key);
  };
  return {
    ...{ selection, select, single: single as DraftNode | undefined, chosen, edit, add, remove, connect },
    rename: (from: string, to: string) => void (edit({ do: 'rename', from, to }) && only(to)),
    duplicate: (key: string) => {
      const as = freshKey(key, nodes);
      if (edit({ do: 'duplicate', key, as })) only(as);
    },
  };
}

/** What needs to know the text alone. They are the same for as long as the text is edited, so that the graph is drawn for its own changes only. */
function editsOf(session: TextSession, select: (selection: Selection) => void) {
  const edit = (one: Edit): boolean => {
    const isDone = session.edit(one);
    if (!isDone) showProblem(new Error('The text cannot be edited so. Mend it as YAML first.'));
    return isDone;
  };
  const remove = (keys: readonly string[], needs: readonly Need[]) => {
    const isThere = new Set(keys);
    for (const { from, to } of needs) if (!isThere.has(from) && !isThere.has(to)) edit({ do: 'disconnect', from, to });
    if (keys.length > 0) edit({ do: 'remove', keys });
    select(NOTHING_SELECTED);
  };
  return { edit, remove, connect: (from: string, to: string) => void edit({ do: 'connect', from, to }) };
}
