import { describe, expect, it } from 'vitest';
import { shownColumns, switchColumn } from './column-choice.js';

const columns = ['name', 'branch', 'age'].map((key) => ({ key }));
const keys = (choice: string[] | undefined) => shownColumns(columns, choice).map(({ key }) => key);

describe('the columns of a list', () => {
  it.each([
    [undefined, ['name', 'branch', 'age']],
    [[], ['name']],
    [
      ['age', 'branch'],
      ['name', 'branch', 'age'],
    ],
    [
      ['age', 'of-yesterday'],
      ['name', 'age'],
    ],
  ])('with the choice %j', (choice, shown) => expect(keys(choice)).toEqual(shown));

  it.each([
    [undefined, 'branch', ['name', 'age']],
    [['name', 'age'], 'branch', undefined],
    [['name'], 'age', ['name', 'age']],
    [['name', 'age'], 'age', ['name']],
  ])('after %j and a switch of %s', (choice, key, next) => expect(switchColumn(columns, choice, key)).toEqual(next));
});
