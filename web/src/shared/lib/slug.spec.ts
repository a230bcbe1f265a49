import { expect, it } from 'vitest';
import { slugFrom } from './slug.js';

it.each([
  ['Acme', 'acme'],
  ['  Ünï Data! ', 'uni-data'],
  ['a--b__c', 'a-b-c'],
  ['!!!', ''],
  [`${'x'.repeat(47)} yz`, 'x'.repeat(47)],
])('slugFrom(%j) is %j', (name, slug) => {
  expect(slugFrom(name)).toBe(slug);
});
