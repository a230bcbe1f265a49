import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';

const LOOK_MS = 250;

// A thread of its own, since the loop it watches cannot run anything. It counts looks, not time, so that a process that
// was frozen (SIGSTOP, a suspended machine) is not taken for one that is blocked.
const THREAD = `
  const { workerData } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const beats = new Int32Array(workerData.beats);
  let seen = -1;
  let misses = 0;
  setInterval(() => {
    const beat = Atomics.load(beats, 0);
    misses = beat === seen ? misses + 1 : 0;
    seen = beat;
    if (misses * ${LOOK_MS} < workerData.limitMs) return;
    writeSync(2, JSON.stringify({ level: 60, time: Date.now(), msg: 'the event loop is blocked; the process ends' }) + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }, ${LOOK_MS});
`;

/**
 * Ends this process when its event loop has been blocked for `limitMs`: a blocked process answers nobody, renews no
 * lease and would stay so for ever; its supervisor starts a new one. Does nothing under a debugger or for 0.
 */
export function startLoopWatchdog(limitMs: number): void {
  if (limitMs === 0 || inspector.url() !== undefined) return;
  const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const counter = new Int32Array(beats);
  setInterval(() => Atomics.add(counter, 0, 1), LOOK_MS / 2).unref();
  new Worker(THREAD, { eval: true, workerData: { beats, limitMs } }).unref();
}
