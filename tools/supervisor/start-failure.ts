/** A process that ended, or did not become ready, while the installation was starting. */
export class StartFailure extends Error {
  /** What it last said. */
  readonly tail: string[];

  constructor(message: string, tail: string[]) {
    super(message);
    this.tail = tail;
  }
}
