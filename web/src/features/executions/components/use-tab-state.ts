import { useDocumentTitle } from '@mantine/hooks';
import { useEffect } from 'react';
import type { MarkedState } from '../../../shared/model/states.js';
import { tabIcon } from './tab-icon.js';

/** Puts a state into the browser's tab: its word in the title, its mark as the icon. The icon goes when the page does. */
export function useTabState(state: MarkedState, title: string): void {
  useDocumentTitle(`${state.word}: ${title} · Throughline`);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (!icon) return;
    const before = icon.href;
    icon.href = tabIcon[state.mark];
    return () => {
      icon.href = before;
    };
  }, [state.mark]);
}
