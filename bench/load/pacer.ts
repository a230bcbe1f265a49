import { parentPort, workerData } from 'node:worker_threads';

// Ticks for an open loop. Timers of an event loop are a millisecond apart; a blocking wait in a thread of its own is
// precise to some 50 µs.
const { intervalMs, stop } = workerData as { intervalMs: number; stop: SharedArrayBuffer };
const flag = new Int32Array(stop);
const beganAt = performance.now();
for (let tick = 1; Atomics.load(flag, 0) === 0; tick++) {
  const waitMs = beganAt + tick * intervalMs - performance.now();
  if (waitMs > 0) Atomics.wait(flag, 0, 0, waitMs);
  parentPort?.postMessage(tick);
}
