import { figuresTable, readFigures } from './figures-table.ts';

const line = (row: string, pass: boolean): string => JSON.stringify({ row, target: '0 lost', reached: '0 of 9', pass });

describe('the table of figures', () => {
  it('has the rows in the order of the catalogue', () =>
    expect(
      readFigures([line('C10', true), line('A2', true), line('C9', true), ''].join('\n')).map(({ row }) => row),
    ).toEqual(['A2', 'C9', 'C10']));

  it('shows what was reached beside what is demanded', () =>
    expect(figuresTable(readFigures(`${line('C7', true)}\n${line('N1', false)}`))).toEqual([
      'row  target  reached',
      'C7   0 lost  0 of 9   pass',
      'N1   0 lost  0 of 9   FAIL',
    ]));
});
