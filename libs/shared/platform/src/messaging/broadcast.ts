/** Tells every process that listens, the sender included; to those that are away for a moment, nothing. */
export interface Broadcast {
  /** Resolves once it is on its way. Rejects when it cannot be sent. */
  publish(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface BroadcastListener {
  onMessage(text: string): void;
  /** The connection is gone: from now on something may be missed. */
  onLost(): void;
  /** The connection is back: something may have been missed. */
  onRestored(): void;
}

/** How often a quiet connection is asked whether it is still there, and how long it has to answer. */
export const PROBE_MS = 2_000;
