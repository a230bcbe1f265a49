import { numberOf, textOf } from './bounded-text.js';
import { type Covered, CoverageSums } from './coverage-sums.js';
import { type Report, ReportProblem, type ReportReader } from './report.rules.js';

const MAX_LINE = 16_384;
/** Where a record counts for itself (LF, LH) that is believed; else its lines (DA) are counted. */
interface TraceRecord {
  file: string;
  counted: Covered;
  said: Partial<Record<'LF' | 'LH' | 'BRF' | 'BRH', number>>;
}

/** LCOV's tracefiles (geninfo(1)): records of a file from `SF:` to `end_of_record`. */
export class LcovReader implements ReportReader {
  private readonly sums = new CoverageSums();
  private rest = '';
  private record: TraceRecord | undefined;
  private records = 0;

  write(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    if (this.rest.length > MAX_LINE) throw new ReportProblem('The report is neither XML nor a tracefile of LCOV.');
    for (const line of lines) this.read(line.trimEnd());
  }

  end(): Report {
    this.read(this.rest.trimEnd());
    if (this.record) throw new ReportProblem('The report ends in the middle of a record.');
    if (this.records === 0) throw new ReportProblem('The report has no record of any file.');
    return this.sums.report();
  }

  private read(line: string): void {
    const colon = line.indexOf(':');
    const [key, value] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
    if (key === 'SF') this.record = { file: textOf(value, 300), counted: { covered: 0, total: 0 }, said: {} };
    else if (this.record) this.readOf(this.record, key, value);
  }

  private readOf(record: TraceRecord, key: string, value: string): void {
    if (key === 'end_of_record') this.finish(record);
    else if (key === 'DA') {
      record.counted.total += 1;
      if (numberOf(value.split(',')[1]) > 0) record.counted.covered += 1;
    } else if (key === 'LF' || key === 'LH' || key === 'BRF' || key === 'BRH')
      record.said[key] = Math.floor(numberOf(value));
  }

  private finish({ file, counted, said }: TraceRecord): void {
    const { LF, LH, BRF = 0, BRH = 0 } = said;
    const lines = LF === undefined || LH === undefined ? counted : { covered: LH, total: LF };
    this.sums.add(file, lines, { covered: BRH, total: BRF });
    this.records += 1;
    this.record = undefined;
  }
}
