import { oneOf } from '../../../shared/lib/search-params.js';

export const KEY_TABS = ['ingest', 'personal', 'service'] as const;
export type KeyTab = (typeof KEY_TABS)[number];

/** The tab in the URL; the first is not written there. */
export function readKeySearch(raw: Record<string, unknown>): { tab?: KeyTab | undefined } {
  return { tab: oneOf(raw['tab'], KEY_TABS) };
}
