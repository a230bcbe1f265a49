import { writeSync } from 'node:fs';
import { faultDice } from './fault-dice.js';
import { chosenFault } from './fault.config.js';

const { point: chosen, seed } = chosenFault();
const isLastByDice = seed === undefined ? undefined : faultDice(seed);
const STDERR = 2;
let [name, nth = '1'] = chosen.split('@');
let passes = 0;

/** Chooses anew, as `FAULT_POINT` does at the start; passes count from now. For a test that goes on with a process. */
export function armFaultPoint(point: string): void {
  [name, nth = '1'] = point.split('@');
  passes = 0;
}

/**
 * A named place at which a test may kill the process: `FAULT_POINT=name` (or `name@n` for the n-th pass), or
 * `FAULT_SEED=n` for a random one, which is printed with its seed. As sudden as a power cut, nothing is flushed or
 * rolled back. Builds for production hold no call of it.
 */
export function fp(point: string): void {
  if (isLastByDice?.()) {
    writeSync(STDERR, `fault seed ${seed}: dies at ${point}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  if (point !== name) return;
  passes += 1;
  if (passes === Number(nth)) process.kill(process.pid, 'SIGKILL');
}
