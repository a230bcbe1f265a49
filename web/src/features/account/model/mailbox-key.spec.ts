import { describe, expect, it } from 'vitest';
import { mailboxKey } from './mailbox-key.js';

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const held = new Map<string, string>();
  return { getItem: (name) => held.get(name) ?? null, setItem: (name, value) => void held.set(name, value) };
}

describe('mailboxKey', () => {
  it('takes the key of the fragment, and keeps it for the tab', () => {
    const store = memory();
    expect(mailboxKey('', store)).toBeUndefined();
    expect(mailboxKey('#secret', store)).toBe('secret');
    expect(mailboxKey('', store)).toBe('secret');
    expect(mailboxKey('other', store)).toBe('other');
  });
});
