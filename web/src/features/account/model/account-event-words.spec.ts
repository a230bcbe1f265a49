import { expect, it } from 'vitest';
import { eventDetail, eventWords, isAlarming } from './account-event-words.js';

it.each([
  [{ name: 'laptop', keyId: '1' }, 'laptop'],
  [{ byName: 'Ada', organization: 'acme', reason: 'Ticket 4711' }, 'Ada, in acme · “Ticket 4711”'],
  [{ reason: 'Left' }, '“Left”'],
  [{ email: 'joan@example.org' }, 'joan@example.org'],
  [{ sessionId: '1' }, undefined],
  [null, undefined],
])('%j reads %j', (details, words) => expect(eventDetail({ details })).toBe(words));

it('says what it does not know yet as it came', () => expect(eventWords('moved' as never)).toBe('moved'));

it('marks what one did not do oneself', () => {
  expect(isAlarming('login_failed')).toBe(true);
  expect(isAlarming('logged_in')).toBe(false);
});
