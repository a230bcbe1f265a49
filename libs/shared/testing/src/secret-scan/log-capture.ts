import { createLogger } from '@throughline/platform';

type TestLogger = ReturnType<typeof createLogger>;

/** Every line that loggers of tests write while it is active, down to the finest level. */
export class LogCapture {
  readonly lines: string[] = [];

  write(line: string): void {
    this.lines.push(line);
  }
}

let active: LogCapture | undefined;

/** From now on, until `endCapture`, the loggers of services that tests start are heard. */
export function captureLogs(): LogCapture {
  active = new LogCapture();
  return active;
}

export function endCapture(): void {
  active = undefined;
}

/** The logger of a process under test. */
export function testLogger(name: string, level: string): TestLogger {
  return active ? createLogger(name, 'trace', active) : createLogger(name, level);
}
