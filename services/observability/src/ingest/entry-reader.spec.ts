import { readEntry } from './entry-reader.js';

const NOW = '2026-11-20T12:00:00Z';
const source = { orgId: 'o', serviceId: 's', environmentId: 'e' };
const entry = (change: object = {}): object => ({ timestamp: NOW, level: 'error', message: 'it broke', ...change });
const taken = (sent: unknown): unknown => readEntry(sent, source, Date.parse(NOW));

describe('an entry that is taken', () => {
  it('becomes a line of its key’s source', () =>
    expect(taken(entry({ meta: { a: 1 }, traceId: 't' }))).toEqual({
      ...source,
      at: '2026-11-20T12:00:00.000000Z',
      level: 4,
      message: 'it broke',
      meta: { a: 1 },
      traceId: 't',
      spanId: null,
      requestId: null,
    }));

  it.each([
    ['nanoseconds', '2026-11-20T11:59:59.123456789Z', '2026-11-20T11:59:59.123456Z'],
    ['milliseconds', '2026-11-20T11:59:59.5Z', '2026-11-20T11:59:59.500000Z'],
    ['another zone', '2026-11-20T13:00:00+01:00', '2026-11-20T12:00:00.000000Z'],
    ['small letters', '2026-11-20t12:00:00z', '2026-11-20T12:00:00.000000Z'],
    ['the oldest', '2026-11-13T12:00:00Z', '2026-11-13T12:00:00.000000Z'],
    ['the newest', '2026-11-20T12:05:00Z', '2026-11-20T12:05:00.000000Z'],
  ])('with %s keeps its time', (_what, timestamp, at) => expect(taken(entry({ timestamp }))).toMatchObject({ at }));

  it.each([
    ['U+0000', 'a\u0000b', 'a\uFFFDb'],
    ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['a pair', '😀', '😀'],
    ['bidi controls', 'a\u202Eb', 'a\u202Eb'],
  ])('with %s in it is storable', (_what, message, stored) =>
    expect(taken(entry({ message, meta: { [message]: [message] } }))).toMatchObject({
      message: stored,
      meta: { [stored]: [stored] },
    }),
  );
});

describe('an entry that is refused', () => {
  it.each([
    ['is a text', 'x', 'entry_invalid'],
    ['is null', null, 'entry_invalid'],
    ['has no message', { timestamp: NOW, level: 'info' }, 'entry_invalid'],
    ['has a number for a message', entry({ message: 1 }), 'entry_invalid'],
    ['has a list for meta', entry({ meta: [] }), 'entry_invalid'],
    ['names an organization', entry({ orgId: 'other' }), 'entry_invalid'],
    ['has an unknown level', entry({ level: 'loud' }), 'level_unknown'],
    ['has no real time', entry({ timestamp: 'yesterday' }), 'timestamp_invalid'],
    ['has no zone', entry({ timestamp: '2026-11-20T12:00:00' }), 'timestamp_invalid'],
    ['has month 13', entry({ timestamp: '2026-13-20T12:00:00Z' }), 'timestamp_invalid'],
    ['is too old', entry({ timestamp: '2026-11-13T11:59:59Z' }), 'timestamp_out_of_range'],
    ['is of the future', entry({ timestamp: '2026-11-20T12:05:01Z' }), 'timestamp_out_of_range'],
    ['is too long', entry({ message: 'é'.repeat(32_769) }), 'message_too_large'],
    ['has too much meta', entry({ meta: { x: 'y'.repeat(16_384) } }), 'meta_too_large'],
  ])('%s', (_what, sent, code) => expect(taken(sent)).toMatchObject({ code, reason: expect.any(String) }));

  it('says which field', () =>
    expect(taken(entry({ level: 3 }))).toEqual({ code: 'entry_invalid', reason: 'level must be string' }));
});
