import { newIngestKey, readApiKey } from './api-key-text.js';

describe('the text of an ingest key', () => {
  const { text, prefix } = newIngestKey();
  const changed = (at: number): string => `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;

  it('is one word of known length that begins with its prefix', () => {
    expect(text).toMatch(/^tlk_ingest_[0-9A-Za-z]{61}$/);
    expect(text.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength('tlk_ingest_'.length + 12);
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
    text.replace('ingest', 'person'),
  ])('refuses %p', (other) => expect(readApiKey(other)).toBeUndefined());

  it('differs every time', () =>
    expect(new Set(Array.from({ length: 200 }, () => newIngestKey().prefix)).size).toBe(200));
});
