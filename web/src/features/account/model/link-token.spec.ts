import { describe, expect, it } from 'vitest';
import { linkToken } from './link-token.js';

const token = 'A'.repeat(43);

describe('linkToken', () => {
  it.each([token, `#${token}`])('reads %s', (fragment) => expect(linkToken(fragment)).toBe(token));
  it.each(['', '#', token.slice(1), `${token}x`, `${token}=`])('does not take %j', (fragment) =>
    expect(linkToken(fragment)).toBeUndefined(),
  );
});
