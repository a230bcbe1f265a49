/** How requests are sent: so many at a time, each after the answer to the one before; or so many a second, whatever the answers do. */
export type Pace = { kind: 'closed'; connections: number } | { kind: 'open'; perSecond: number };

/** One round for the load generator. Everything in it can be sent to another process. */
export interface Job {
  port: number;
  method: 'GET' | 'POST';
  path: string;
  /** Credentials to use in turn; none sends no Authorization header. */
  bearers: string[];
  /** Size of the payload: of the answer to a GET, of the body of a POST. */
  bytes: number;
  pace: Pace;
  warmUpMs: number;
  measureMs: number;
  /** Whose CPU time the round is charged with. */
  pids: number[];
  /** POSTs are numbered from here, so that the upstream can tell each from every other. */
  firstId: number;
}

export interface JobResult {
  /** Answers in the measured time. */
  ops: number;
  elapsedMs: number;
  /** In ms, of answers in the measured time. */
  p50: number;
  p95: number;
  p99: number;
  /** CPU time of the job's pids in the measured time, in ms. */
  cpuMs: number;
  rssMb: number;
  /** Of all requests, those while warming up too. */
  sent: number;
  /** Answers with another status, length or body than the upstream's. */
  wrong: number;
  /** The first wrong answer, for whoever has to find out why. */
  firstWrong: string | null;
  /** Numbers of the POSTs that were answered rightly. */
  acked: number[];
  /** Open pace: how late requests were sent, 99th percentile in ms. Closed pace: 0. */
  lateP99: number;
}
