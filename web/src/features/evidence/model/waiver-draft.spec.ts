import { expect, it } from 'vitest';
import { endOfDay, placeOf } from './waiver-draft.js';

it.each([
  ['repository:0199a8c2', { repositoryId: '0199a8c2' }],
  ['service:hello-service', { service: 'hello-service' }],
])('%s is a place', (value, place) => expect(placeOf(value)).toEqual(place));

it('a day ends with its last second, where the person is', () => {
  const end = new Date(endOfDay('2026-12-31'));
  expect([end.getFullYear(), end.getMonth(), end.getDate(), end.getHours(), end.getSeconds()]).toEqual([
    2026, 11, 31, 23, 59,
  ]);
});
