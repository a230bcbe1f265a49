const STORED = 'throughline.mailbox';

/**
 * The mailbox key from the address's fragment, else the one that this tab was opened with before. A new one is kept for
 * as long as the tab is open.
 */
export function mailboxKey(fragment: string, store: Pick<Storage, 'getItem' | 'setItem'>): string | undefined {
  const given = fragment.replace(/^#/, '');
  if (given === '') return store.getItem(STORED) ?? undefined;
  store.setItem(STORED, given);
  return given;
}
