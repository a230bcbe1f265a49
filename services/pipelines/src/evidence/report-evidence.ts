import { createReadStream } from 'node:fs';
import type { NewEvidence } from './evidence.repository.js';
import { readReport } from './reports/report-readers.js';
import { KIND_OF, type Report, type ReportFormat, ReportProblem } from './reports/report.rules.js';

type Said = Pick<NewEvidence, 'kind' | 'status' | 'summary' | 'items' | 'problem'>;

/** What a report is worth as evidence. */
export function saidBy({ kind, status, summary, items }: Report): Said {
  return { kind, status, summary, items, problem: null };
}

/** What a report in a file is worth; one that cannot be read is evidence of just that. */
export async function saidInFile(format: ReportFormat, path: string): Promise<Said> {
  try {
    return saidBy(await readReport(format, createReadStream(path)));
  } catch (error) {
    if (!(error instanceof ReportProblem)) throw error;
    return { kind: KIND_OF[format], status: 'unreadable', summary: {}, items: [], problem: error.message };
  }
}
