import { PasswordHasher } from './password-hasher.js';

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher();

  it('stores argon2id at the cost we chose', async () =>
    expect(await hasher.hash('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/));

  it('knows the right password, in any Unicode form, from a wrong one', async () => {
    const stored = await hasher.hash('caf\u00e9 au lait ok');
    expect(await hasher.matches(stored, 'cafe\u0301 au lait ok')).toBe(true);
    expect(await hasher.matches(stored, 'cafe au lait ok')).toBe(false);
  });

  it('matches nothing without a hash', async () => expect(await hasher.matches(undefined, '')).toBe(false));
});
