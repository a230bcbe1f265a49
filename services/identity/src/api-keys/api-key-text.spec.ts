import { KEY_HOLDERS, newApiKey, readApiKey } from './api-key-text.js';

describe.each(KEY_HOLDERS)('the text of a key of kind %s', (holder) => {
  const { text, prefix } = newApiKey(holder);
  const changed = (at: number): string => `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;

  it('is one word of known length that begins with its prefix', () => {
    expect(text).toMatch(new RegExp(`^tlk_${holder}_[0-9A-Za-z]{61}$`));
    expect(text.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(`tlk_${holder}_`.length + 12);
  });

  it('reads back', () => expect(readApiKey(text)).toEqual({ prefix }));

  it('notices a change of any one character', () => {
    const unnoticed = Array.from(text, (_, at) => at).filter((at) => readApiKey(changed(at)) !== undefined);
    expect(unnoticed).toEqual([]);
  });

  it.each([
    '',
    'tlk_ingest_',
    text.slice(1),
    text.slice(0, -1),
    `${text}0`,
    `${text}\n`,
    text.replace(holder, 'person'),
    text.replace(holder, holder === 'user' ? 'service' : 'user'),
  ])('refuses %p', (other) => expect(readApiKey(other)).toBeUndefined());

  it('differs every time', () =>
    expect(new Set(Array.from({ length: 200 }, () => newApiKey(holder).prefix)).size).toBe(200));
});
