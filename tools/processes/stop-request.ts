/** Why a program was asked to stop; `exitCode` is what a shell expects of it. */
export class StopRequest extends Error {
  readonly exitCode: number;

  constructor(cause: string, exitCode: number) {
    super(`stopped by ${cause}`);
    this.exitCode = exitCode;
  }
}
