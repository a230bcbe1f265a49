import type { CoveredFile, Report } from './report.rules.js';

const KEPT = 100;

export interface Covered {
  covered: number;
  total: number;
}

/** Adds up what is covered, file by file, and remembers those that are covered least. */
export class CoverageSums {
  private readonly lines: Covered = { covered: 0, total: 0 };
  private readonly branches: Covered = { covered: 0, total: 0 };
  private files = 0;
  private worst: CoveredFile[] = [];

  add(file: string, lines: Covered, branches: Covered): void {
    this.files += 1;
    for (const part of ['covered', 'total'] as const) {
      this.lines[part] += lines[part];
      this.branches[part] += branches[part];
    }
    this.worst.push({ file, percent: percentOf(lines) });
    if (this.worst.length >= KEPT * 10) this.worst = leastOf(this.worst);
  }

  /** @param sums what the report itself says about the whole, where it does */
  report(sums: { lines?: Covered | undefined; branches?: Covered | undefined } = {}): Report {
    const { lines = this.lines, branches = this.branches } = sums;
    const summary = {
      percent: percentOf(lines),
      linesCovered: lines.covered,
      linesTotal: lines.total,
      branchesCovered: branches.covered,
      branchesTotal: branches.total,
      files: this.files,
    };
    return { kind: 'coverage', status: lines.total > 0 ? 'passed' : 'warning', summary, items: leastOf(this.worst) };
  }
}

/** With two decimals, rounded down: 99.999 is not all. */
export function percentOf({ covered, total }: Covered): number {
  return total === 0 ? 0 : Math.floor((Math.min(covered, total) * 10_000) / total) / 100;
}

function leastOf(files: CoveredFile[]): CoveredFile[] {
  return files.toSorted((a, b) => a.percent - b.percent).slice(0, KEPT);
}
