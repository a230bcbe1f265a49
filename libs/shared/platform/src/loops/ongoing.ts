/** What goes on from the start of a process until it stops. */
export interface Ongoing {
  start(): void;
  /** Begins nothing more; resolves when what is under way has ended. */
  stop(): Promise<void>;
}
