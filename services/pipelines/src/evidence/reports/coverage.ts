import { CoverageXmlReader } from './coverage-xml.js';
import { LcovReader } from './lcov.js';
import type { Report, ReportReader } from './report.rules.js';

/** Coverage in Cobertura's or JaCoCo's XML, or as LCOV tracefile: XML is what begins with `<`. */
export class CoverageReader implements ReportReader {
  private reader: ReportReader | undefined;

  write(text: string): void {
    if (this.reader) return this.reader.write(text);
    const start = text.trimStart();
    if (start === '') return;
    this.reader = start.startsWith('<') ? new CoverageXmlReader() : new LcovReader();
    this.reader.write(start);
  }

  end(): Report {
    return (this.reader ?? new LcovReader()).end();
  }
}
