import { constants } from 'node:os';
import { StopRequest } from './stop-request.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A signal that is aborted (with a StopRequest) at the first Ctrl-C, SIGTERM or SIGHUP, or when the process that
 * started this one is gone. Repeats change nothing: stopping has its own time limit.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of SIGNALS) {
    process.on(name, () => controller.abort(new StopRequest(name, 128 + constants.signals[name])));
  }
  process.once('disconnect', () => controller.abort(new StopRequest('the end of the parent process', 1)));
  // The channel to the parent tells of its end; it must not keep this process alive.
  process.channel?.unref();
  return controller.signal;
}
