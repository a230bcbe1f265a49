import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Step = Record<string, unknown>;

export interface FakeJob {
  id: string;
  log: { at: string; stream: string; text: string }[];
  artifacts: { name: string; fileName: string; digest: string; content: Buffer }[];
  /** What the step left in its workspace, each time that it was sent. */
  kept: { leftOut: number; digest: string; content: Buffer }[];
  completion:
    { outcome: string; exitCode: number | null; message: string | null; outputs: Step; files?: string } | undefined;
  beats: number;
  /** The next heartbeat says cancel. */
  isCancelled: boolean;
  fence: number;
  /** What the runner was told with it. */
  handedOut: Step;
}

/** The server's side of the runner protocol, by hand. */
export class FakeServer {
  readonly jobs = new Map<string, FakeJob>();
  readonly registrations: Step[] = [];
  readonly announcements: Step[] = [];
  /** Keys of workspaces whose executions are over. */
  readonly over = new Set<string>();
  readonly askedAbout: string[][] = [];
  /** Every request fails as if a proxy in between had lost its server. */
  isDown = false;
  /** Kept files that a job may ask for, by their ids. */
  readonly files = new Map<string, Buffer>();
  /** The next log batch is stored, but its answer is lost. */
  losesLogAnswer = false;
  private readonly queue: Step[] = [];
  private readonly waiting: (() => void)[] = [];
  private tokens = new Set<string>();
  private server: Server | undefined;
  url = '';

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.handle(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** As after losing the database of runners. */
  forgetRunners(): void {
    this.tokens = new Set();
    this.server?.closeAllConnections();
  }

  offer(kind: string, spec: Step, terms: { leaseMs?: number; restore?: Step[] } = {}): FakeJob {
    const id = `job-${this.jobs.size + 1}`;
    const limits = { timeoutMs: 60_000, workspaceKey: 'ws-1', outputLimitBytes: 20 * 1024 * 1024 };
    const lease = { fence: 1, leaseMs: 30_000, executionId: 'e-1', nodeKey: 'build', attempt: 1, ...terms };
    const handedOut = { jobId: id, ...lease, kind, spec: { ...limits, artifacts: [], env: {}, ...spec } };
    const nothing = { log: [], artifacts: [], kept: [], completion: undefined, beats: 0, isCancelled: false };
    const job: FakeJob = { id, fence: 1, handedOut, ...nothing };
    this.jobs.set(id, job);
    this.queue.push(handedOut);
    this.waiting.shift()?.();
    return job;
  }

  /** The job is given to a runner that dies before it has read the answer. */
  handOutUnheard(job: FakeJob): void {
    this.queue.splice(this.queue.indexOf(job.handedOut), 1);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined || this.isDown) return answer(response, 503, { code: 'upstream_unavailable' });
    const url = new URL(request.url ?? '', this.url);
    if (url.pathname === '/runner/v1/register') return this.register(body, response);
    if (!this.tokens.has(bearerOf(request))) return answer(response, 401, { code: 'unauthenticated' });
    if (url.pathname === '/runner/v1/announce') return this.announce(body, response);
    if (url.pathname === '/runner/v1/workspaces/over') return this.workspacesOver(body, response);
    if (url.pathname === '/runner/v1/jobs/acquire') return this.acquire(request, response);
    if (url.pathname === '/runner/v1/jobs/retake') return this.retake(response);
    this.onJobPath(url, body, response);
  }

  private onJobPath(url: URL, body: Buffer, response: ServerResponse): void {
    const [, id = '', verb = '', fileId] = /^\/runner\/v1\/jobs\/([^/]+)\/(\w+)(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    const job = this.jobs.get(id);
    if (!job) return answer(response, 404, { code: 'not_found' });
    if (fileId !== undefined) return this.giveFiles(fileId, response);
    this.onJob(job, verb, { url, body }, response);
  }

  private register(body: Buffer, response: ServerResponse): void {
    const registration = JSON.parse(body.toString()) as Step;
    if (registration['registrationToken'] !== 'welcome') return answer(response, 401, { code: 'registration_refused' });
    this.registrations.push(registration);
    const runnerToken = `token-${this.registrations.length}`;
    this.tokens.add(runnerToken);
    answer(response, 200, { runnerId: `runner-${this.registrations.length}`, runnerToken });
  }

  private acquire(request: IncomingMessage, response: ServerResponse): void {
    const job = this.queue.shift();
    if (job) return answer(response, 200, job);
    const wake = (): void => {
      if (!request.socket.destroyed) this.acquire(request, response);
    };
    this.waiting.push(wake);
    response.once('close', () => {
      const index = this.waiting.indexOf(wake);
      if (index >= 0) this.waiting.splice(index, 1);
    });
  }

  private announce(body: Buffer, response: ServerResponse): void {
    this.announcements.push(JSON.parse(body.toString()) as Step);
    answer(response, 200, {});
  }

  private workspacesOver(body: Buffer, response: ServerResponse): void {
    const { keys } = JSON.parse(body.toString()) as { keys: string[] };
    this.askedAbout.push(keys);
    answer(response, 200, { over: keys.filter((key) => this.over.has(key)) });
  }

  /** Everything that was handed out and has no result, as the server counts it. */
  private retake(response: ServerResponse): void {
    const held = [...this.jobs.values()].filter((job) => !job.completion && !this.queue.includes(job.handedOut));
    for (const job of held) job.fence += 1;
    const jobs = held.map(({ handedOut, fence, log }) => ({ ...handedOut, fence, logOffset: log.length }));
    answer(response, 200, { jobs });
  }

  private onJob(job: FakeJob, verb: string, { url, body }: { url: URL; body: Buffer }, response: ServerResponse): void {
    const message =
      verb === 'artifacts' || verb === 'files'
        ? { fence: Number(url.searchParams.get('fence')) }
        : (JSON.parse(body.toString()) as Step);
    if (message['fence'] !== job.fence) return answer(response, 409, { code: 'fence_stale', detail: 'stale' });
    if (verb === 'heartbeat') {
      job.beats += 1;
      return answer(response, 200, { cancel: job.isCancelled });
    }
    if (verb === 'log')
      return this.takeLog(job, message as unknown as { offset: number; lines: FakeJob['log'] }, response);
    if (verb === 'artifacts') return takeArtifact(job, url, body, response);
    if (verb === 'files') return takeFiles(job, url, body, response);
    job.completion = message as unknown as FakeJob['completion'];
    answer(response, 200, {});
  }

  private giveFiles(id: string, response: ServerResponse): void {
    const content = this.files.get(id);
    if (!content) return answer(response, 409, { code: 'files_missing', detail: 'They are not kept any more.' });
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(content);
  }

  private takeLog(
    job: FakeJob,
    { offset, lines }: { offset: number; lines: FakeJob['log'] },
    response: ServerResponse,
  ): void {
    if (offset !== job.log.length) return answer(response, 409, { code: 'offset', expectedOffset: job.log.length });
    job.log.push(...lines);
    if (this.losesLogAnswer) {
      this.losesLogAnswer = false;
      response.destroy();
      return;
    }
    answer(response, 200, { nextOffset: job.log.length });
  }
}

function takeFiles(job: FakeJob, url: URL, content: Buffer, response: ServerResponse): void {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  job.kept.push({ leftOut: Number(url.searchParams.get('leftOut')), digest, content });
  answer(response, 200, { digest, sizeBytes: content.length });
}

function takeArtifact(job: FakeJob, url: URL, content: Buffer, response: ServerResponse): void {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  const { name = '', fileName = '' } = Object.fromEntries(url.searchParams);
  job.artifacts.push({ name, fileName, digest, content });
  answer(response, 200, { digest, sizeBytes: content.length });
}

function bearerOf(request: IncomingMessage): string {
  return request.headers.authorization?.replace('Bearer ', '') ?? '';
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
