import { chosenFault } from './fault.config.js';

const [name, nth = '1'] = chosenFault().split('@');
let passes = 0;

/**
 * A named place at which a test may kill the process (`FAULT_POINT=name` or `name@n` for the n-th pass):
 * as sudden as a power cut, nothing is flushed or rolled back. Does nothing in production.
 */
export function fp(point: string): void {
  if (point !== name) return;
  passes += 1;
  if (passes === Number(nth)) process.kill(process.pid, 'SIGKILL');
}
