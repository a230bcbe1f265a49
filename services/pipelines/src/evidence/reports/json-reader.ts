import { type Report, ReportProblem, type ReportReader } from './report.rules.js';

/** What JSON.parse does in a few dozen milliseconds; nothing else runs meanwhile. */
export const MAX_JSON_LENGTH = 10 * 1024 * 1024;

/** Gathers a report that is JSON, and reads it at its end. */
export class JsonReader implements ReportReader {
  private readonly parts: string[] = [];
  private length = 0;

  /** @param read throws ReportProblem for JSON that is no such report */
  constructor(private readonly read: (value: unknown) => Report) {}

  write(text: string): void {
    this.length += text.length;
    if (this.length > MAX_JSON_LENGTH)
      throw new ReportProblem(`A report in JSON may hold ${MAX_JSON_LENGTH / 1024 / 1024} MiB.`);
    this.parts.push(text);
  }

  end(): Report {
    return this.read(parsed(this.parts.join('')));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReportProblem('The report is no valid JSON.');
  }
}
