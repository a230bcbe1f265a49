import { numberOf, textOf } from './bounded-text.js';
import { type Covered, CoverageSums } from './coverage-sums.js';
import { type Report, ReportProblem, type ReportReader } from './report.rules.js';
import { type XmlElement, XmlReader } from './xml-reader.js';

const CONDITIONS = /\((\d{1,9})\/(\d{1,9})\)/;

interface File {
  name: string;
  lines: Covered;
  branches: Covered;
}

/**
 * Coverage as Cobertura (`coverage`, with classes and their lines) or JaCoCo (`report`, with counters) writes it. What
 * the root says about the whole goes before what was counted.
 */
export class CoverageXmlReader implements ReportReader {
  private readonly xml = new XmlReader({
    open: (element, depth) => this.open(element, depth),
    close: (name) => this.close(name),
  });
  private readonly sums = new CoverageSums();
  private readonly said: { lines?: Covered; branches?: Covered } = {};
  private isJacoco = false;
  private isInMethod = false;
  private file: File | undefined;

  write(text: string): void {
    this.xml.write(text);
  }

  end(): Report {
    this.xml.end();
    return this.sums.report(this.said);
  }

  private open(element: XmlElement, depth: number): void {
    if (depth === 1) this.openRoot(element);
    else if (this.isJacoco) this.openJacoco(element, depth);
    else this.openCobertura(element);
  }

  private openRoot({ name, attributes }: XmlElement): void {
    if (name !== 'coverage' && name !== 'report')
      throw new ReportProblem(
        `A coverage report begins with coverage or report, and this one with ${textOf(name, 60)}.`,
      );
    this.isJacoco = name === 'report';
    if (attributes['lines-valid'] !== undefined)
      this.said.lines = coveredOf(attributes['lines-covered'], attributes['lines-valid']);
    if (attributes['branches-valid'] !== undefined)
      this.said.branches = coveredOf(attributes['branches-covered'], attributes['branches-valid']);
  }

  private openJacoco({ name, attributes }: XmlElement, depth: number): void {
    if (name === 'sourcefile') this.file = newFile(attributes['name']);
    if (name !== 'counter') return;
    const [covered, missed] = [numberOf(attributes['covered']), numberOf(attributes['missed'])];
    const sum = coveredOf(covered, covered + missed);
    if (attributes['type'] === 'LINE') this.noteJacoco('lines', sum, depth);
    if (attributes['type'] === 'BRANCH') this.noteJacoco('branches', sum, depth);
  }

  /** A counter right below the root is about the whole. */
  private noteJacoco(what: 'lines' | 'branches', sum: Covered, depth: number): void {
    if (depth === 2) this.said[what] = sum;
    else if (this.file) this.file[what] = sum;
  }

  /** The lines of a class come a second time, inside of its methods. */
  private openCobertura({ name, attributes }: XmlElement): void {
    if (name === 'class') this.file = newFile(attributes['filename'] ?? attributes['name']);
    else if (name === 'methods') this.isInMethod = true;
    else if (name === 'line' && this.file && !this.isInMethod) countLine(this.file, attributes);
  }

  private close(name: string): void {
    if (name === 'methods') this.isInMethod = false;
    if (name !== (this.isJacoco ? 'sourcefile' : 'class') || !this.file) return;
    this.sums.add(this.file.name, this.file.lines, this.file.branches);
    this.file = undefined;
  }
}

function countLine({ lines, branches }: File, attributes: Record<string, string>): void {
  lines.total += 1;
  if (numberOf(attributes['hits']) > 0) lines.covered += 1;
  const [, covered, total] = CONDITIONS.exec(attributes['condition-coverage'] ?? '') ?? [];
  branches.covered += numberOf(covered);
  branches.total += numberOf(total);
}

function coveredOf(covered: unknown, total: unknown): Covered {
  return { covered: Math.floor(numberOf(covered)), total: Math.floor(numberOf(total)) };
}

function newFile(name: string | undefined): File {
  return { name: textOf(name, 300), lines: { covered: 0, total: 0 }, branches: { covered: 0, total: 0 } };
}
