/** A line that has passed all checks, ready to be written. */
export interface LogEntry {
  orgId: string;
  serviceId: string;
  environmentId: string;
  /** RFC 3339 in UTC with six digits of a second. */
  at: string;
  /** 1 (debug) to 5 (fatal). */
  level: number;
  message: string;
  meta: unknown;
  traceId: string | null;
  spanId: string | null;
  requestId: string | null;
}

/** A line after its commit: numbered, and stamped with the deployment that was live at its time. */
export interface StoredEntry extends LogEntry {
  seq: number;
  deploymentId: string | null;
}
