import { useEffect, useState, useSyncExternalStore } from 'react';
import { draftServer } from '../api/drafts.js';
import { DraftKeeper, type DraftState, type Edited, type LocalStore } from '../model/draft-keeper.js';
import { draftName, type DraftPlace } from '../model/kept-draft.js';

/** Keeps the text of an editor as long as it is not saved, and knows what was kept before. */
export function useDraft(place: DraftPlace, { text, base, revision, version }: Edited): [DraftKeeper, DraftState] {
  const [keeper] = useState(() => new DraftKeeper(storeOf(draftName(place)), draftServer(place)));
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);
  useEffect(() => keeper.edit({ text, base, revision, version }), [keeper, text, base, revision, version]);
  useEffect(() => {
    void keeper.open();
    window.addEventListener('pagehide', keeper.flush);
    window.addEventListener('online', keeper.flush);
    return () => {
      window.removeEventListener('pagehide', keeper.flush);
      window.removeEventListener('online', keeper.flush);
      keeper.flush();
    };
  }, [keeper]);
  return [keeper, state];
}

/** A full or forbidden store keeps nothing: the text is in the editor still, and leaving it is asked about. */
const storeOf = (name: string): LocalStore => ({
  read: () => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  write: (value) => {
    try {
      if (value === undefined) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
    } catch {
      // As above.
    }
  },
});
