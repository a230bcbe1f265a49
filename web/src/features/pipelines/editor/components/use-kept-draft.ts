import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { draftName, type DraftPlace, type KeptDraft, parseDraft } from '../model/kept-draft.js';

const KEEP_AFTER_MS = 600;

/**
 * Keeps a text that is not saved in this browser, until it is saved or thrown away. Gives what was kept when the editor was
 * opened. A browser that keeps nothing loses nothing but this.
 */
export function useKeptDraft(place: DraftPlace, now: { text: string; base: string; revision: string | null }) {
  const name = draftName(place);
  const [found, setFound] = useState<KeptDraft | undefined>(() => parseDraft(stored(name)));
  const keep = useDebouncedCallback((text: string, revision: string | null) => {
    store(name, JSON.stringify({ text, revision, at: new Date().toISOString() }));
  }, KEEP_AFTER_MS);
  const { text, base, revision } = now;
  useEffect(() => {
    if (text !== base) keep(text, revision);
  }, [keep, text, base, revision]);
  const forget = () => {
    keep.cancel();
    setFound(undefined);
    store(name, undefined);
  };
  return { found: found && found.text !== base ? found : undefined, forget, dismiss: () => setFound(undefined) };
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // A full or forbidden store: the text is in the editor still, and leaving it is asked about.
  }
}
