/** What the service tells a launcher on its standard input, and nobody else: it holds the app's secrets. */
export interface LaunchSpec {
  deploymentId: string;
  serviceSlug: string;
  command: readonly [string, ...string[]];
  workingDirectory: string;
  /** The whole environment of the app. */
  environment: Record<string, string>;
  /** What of the environment is masked in the app's output. */
  secrets: readonly string[];
  port: number;
  /** Where the launcher says that it runs; see RunRecord. */
  recordFile: string;
  /** Where the app's last output lines are kept for people. */
  outputFile: string;
  ingest: { url: string; key: string } | null;
}

/**
 * `run/<service slug>.<deployment id>.json` of a host: exists while the app runs. `pid` leads the process group of
 * launcher and app; with `startTicks` (field 22 of /proc/<pid>/stat) it names one process for ever.
 */
export interface RunRecord {
  pid: number;
  startTicks: string;
  port: number;
  deploymentId: string;
  serviceSlug: string;
  startedAt: string;
}
