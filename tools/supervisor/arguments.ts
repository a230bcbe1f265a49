import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Arguments {
  /** Run the demo, stop everything, and let the exit code tell whether the demo reached its end. */
  once: boolean;
  demo: boolean;
  help: boolean;
  /** Absolute; undefined for the checkout's own. */
  dataDir: string | undefined;
  /** The gateway's preferred port. */
  port: number;
}

export const USAGE = `npm start [-- options]
  --once        run the demo without a terminal, stop everything, exit 0 when the demo reached its end
  --no-demo     start an empty installation
  --data <dir>  keep data, logs and secrets there instead of .data
  --port <n>    preferred port of the gateway (4400); when it is taken another one is used`;

const DEFAULT_PORT = 4400;

/** Reads the command line; relative folders start at `cwd`. Throws with a sentence for the user. */
export function parseArguments(argv: string[], cwd: string): Arguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      once: { type: 'boolean', default: false },
      'no-demo': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      data: { type: 'string' },
      port: { type: 'string' },
    },
  });
  if (values.once && values['no-demo']) throw new Error('--once runs the demo, --no-demo does not: choose one.');
  return {
    once: values.once,
    demo: !values['no-demo'],
    help: values.help,
    dataDir: values.data === undefined ? undefined : resolve(cwd, values.data),
    port: values.port === undefined ? DEFAULT_PORT : portFrom(values.port),
  };
}

function portFrom(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Error(`--port takes a number from 1 to 65535, not "${text}".`);
}
