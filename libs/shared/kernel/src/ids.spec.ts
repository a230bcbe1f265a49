import { isId, newId } from './ids.js';

describe('newId', () => {
  it('makes ids that are unique and in the order of their making, thousands within a millisecond', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids.map((id) => id.slice(0, 13))).size).toBeLessThan(ids.length);
  });

  it('says when it was made, to the millisecond, by a version 7 of the variant of RFC 9562', () => {
    const before = Date.now();
    const id = newId();
    const made = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(made).toBeGreaterThanOrEqual(before);
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(isId(id)).toBe(true);
  });

  it('ends in bytes that do not repeat when the store is filled anew', () => {
    const ends = Array.from({ length: 1_000 }, () => newId().slice(-12));
    expect(new Set(ends).size).toBe(ends.length);
  });
});
