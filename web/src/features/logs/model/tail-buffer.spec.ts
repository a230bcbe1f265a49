import { describe, expect, it } from 'vitest';
import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { EMPTY_TAIL, joined, tailReducer, type TailBuffer } from './tail-buffer.js';

const entry = (id: string) => ({ id }) as LogEntryResponse;
const receive = (buffer: TailBuffer, ...ids: string[]) =>
  tailReducer(buffer, { type: 'receive', entries: ids.map(entry), dropped: 0 }, 4);
const ids = (entries: readonly LogEntryResponse[]) => entries.map(({ id }) => id).join('');

describe('tailReducer', () => {
  it('puts the newest on top', () => expect(ids(receive(receive(EMPTY_TAIL, 'a', 'b'), 'c').shown)).toBe('cba'));

  it('holds lines back while paused and gives all of them on resume', () => {
    const paused = receive(tailReducer(receive(EMPTY_TAIL, 'a'), { type: 'pause' }), 'b', 'c');
    expect([ids(paused.shown), ids(paused.held)]).toEqual(['a', 'cb']);
    const resumed = tailReducer(paused, { type: 'resume' }, 4);
    expect([ids(resumed.shown), ids(resumed.held)]).toEqual(['cba', '']);
  });

  it('takes a line that a reconnect repeats only once, also when it is held', () => {
    const paused = receive(tailReducer(receive(EMPTY_TAIL, 'a'), { type: 'pause' }), 'b');
    expect(ids(receive(paused, 'a', 'b', 'b', 'c').held)).toBe('cb');
  });

  it('lets the oldest go and says so', () => {
    const full = receive(EMPTY_TAIL, 'a', 'b', 'c', 'd', 'e');
    expect(ids(full.shown)).toBe('edcb');
    expect(full.isCut).toBe(true);
  });

  it('adds up what the server left out', () => {
    const once = tailReducer(EMPTY_TAIL, { type: 'receive', entries: [], dropped: 3 });
    expect(tailReducer(once, { type: 'receive', entries: [], dropped: 4 }).dropped).toBe(7);
  });
});

describe('joined', () => {
  it('puts live lines over stored ones, each once', () =>
    expect(ids(joined(receive(EMPTY_TAIL, 'b', 'c'), [entry('b'), entry('a')]))).toBe('cba'));

  it('leaves stored lines out when there is a hole between them', () =>
    expect(ids(joined(receive(EMPTY_TAIL, 'b', 'c', 'd', 'e', 'f'), [entry('a')]))).toBe('fedc'));
});
