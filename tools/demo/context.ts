/**
 * What the supervisor and the demo know of each other. The demo lives in tools/demo/demo.ts and exports
 * `runDemo: RunDemo`; the supervisor imports it once every process is ready.
 */
export interface DemoContext {
  /** The only door the demo may use: the gateway's public URL, without a slash at the end. */
  gatewayUrl: string;
  /** Opens the mailbox behind that door: what is written to people is read there, as they would. */
  mailboxKey: string;
  /** The installation's data folder, absolute. */
  dataDir: string;
  /** Where bare repositories belong: the one folder that the pipelines service accepts local repositories from. */
  gitDir: string;
  /**
   * Where the demo writes its DemoCredentials as JSON (mode 0600), as soon as it has signed up: the supervisor shows
   * them, now and at every later start.
   */
  credentialsPath: string;
  /**
   * Where the demo writes a DemoMarker as JSON when it has reached its end. While that file is there, later starts
   * keep the data and do not run the demo again; without it the demo runs, also on what an interrupted one left.
   */
  markerPath: string;
  /** Aborted when the installation is asked to stop; the demo then ends at once. */
  signal: AbortSignal;
  /** Shows one step of the story in the terminal. */
  log(step: DemoStep): void;
}

export interface DemoStep {
  text: string;
  /** When it happened; now when it is left out. */
  at?: Date;
  /** A page of the web app that shows it. */
  link?: string;
}

export interface DemoCredentials {
  email: string;
  password: string;
}

export interface DemoMarker {
  /** ISO 8601. */
  finishedAt: string;
}

/** Resolves when the demo has reached its end; rejects with the reason when it cannot. */
export type RunDemo = (context: DemoContext) => Promise<void>;
