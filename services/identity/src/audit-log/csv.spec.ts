import { csvLine } from './csv.js';

describe('a line of CSV', () => {
  it.each([
    [['a', 'b'], 'a,b'],
    [['a,b', 'say "no"', 'two\r\nlines'], '"a,b","say ""no""","two\r\nlines"'],
    [[null, '', 7, -7], ',,7,-7'],
    [['=1+1', '+1', '-1', '@x'], "'=1+1,'+1,'-1,'@x"],
    [['\tx', '\rx', '\nx'], '\'\tx,"\'\rx","\'\nx"'],
    [['＝1', '＋1', '－1', '＠x'], "'＝1,'＋1,'－1,'＠x"],
    [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"`],
    [['a=1', ' =1'], 'a=1, =1'],
  ])('%p', (values, line) => expect(csvLine(values)).toBe(`${line}\r\n`));
});
