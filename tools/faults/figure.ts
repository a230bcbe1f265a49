import { appendFileSync } from 'node:fs';
import { faultRun } from './fault-run.config.ts';

/** What a row of the catalogue demands and what this run reached. */
export interface Figure {
  /** The row's id: `C7`. */
  row: string;
  target: string;
  reached: string;
  pass: boolean;
}

/** Notes the figure for the table at the end; call it before the assertion, so that a failure is in the table too. */
export function report(figure: Figure): void {
  const { figures, profile, seed } = faultRun();
  if (figures !== '') appendFileSync(figures, `${JSON.stringify({ ...figure, profile, seed })}\n`);
}
