export interface FaultChoice {
  /** `name` or `name@n`: die at the n-th pass there. */
  point: string;
  /** Die at a random point, the same one for the same seed and the same course of events. */
  seed: number | undefined;
}

/** What a test chose; nothing in production, whatever the environment says. */
export function chosenFault(): FaultChoice {
  if (process.env['NODE_ENV'] === 'production') return { point: '', seed: undefined };
  const seed = Number(process.env['FAULT_SEED'] ?? '');
  return { point: process.env['FAULT_POINT'] ?? '', seed: process.env['FAULT_SEED'] ? seed : undefined };
}
