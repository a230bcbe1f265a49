import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { createGoSequence, isShortcut } from '../model/go-sequence.js';
import { onOpenKeyHelp, onOpenPalette } from '../model/shell-events.js';

const Palette = lazy(() => import('./palette.js').then((module) => ({ default: module.Palette })));
const KeyHelp = lazy(() => import('./key-help.js').then((module) => ({ default: module.KeyHelp })));

/** The keys that work on every page. The palette and the list of keys load when they are first asked for. */
export function ShellKeys() {
  const [openings, setOpenings] = useState(0);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const openPalette = () => setOpenings((count) => count + 1);
  useGoKeys();
  usePlainKeys({ '/': () => focusPageSearch() || openPalette(), '?': () => setHelpOpen(true) });
  useHotkeys([['mod+K', openPalette]], []);
  useEffect(() => {
    onOpenPalette(() => setOpenings((count) => count + 1));
    onOpenKeyHelp(() => setHelpOpen(true));
  }, []);
  return (
    <Suspense fallback={null}>
      {openings > 0 && <Palette openings={openings} />}
      {isHelpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}
    </Suspense>
  );
}

/** Keys by the character they type: where `/` and `?` are on a keyboard, and whether with Shift, differs by layout. */
function usePlainKeys(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = isShortcut(event) ? latest.current[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function useGoKeys(): void {
  const navigate = useNavigate();
  const org = useOrg();
  const press = useRef(createGoSequence());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      const item = press.current(event.key, event.timeStamp);
      if (!item) return;
      // The second key of a sequence must not also act on the page we are leaving.
      event.preventDefault();
      event.stopImmediatePropagation();
      void navigate({ to: item.to, params: { org } });
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [navigate, org]);
}

/** A page with a search of its own marks it with `data-page-search`; `/` goes there first. */
function focusPageSearch(): boolean {
  const search = document.querySelector<HTMLElement>('[data-page-search]');
  search?.focus();
  return search !== null;
}
