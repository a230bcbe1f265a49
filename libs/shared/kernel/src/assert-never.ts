/** Ends an exhaustive switch: a new union member breaks the build here, a stray value throws. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
