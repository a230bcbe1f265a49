import type { Readable } from 'node:stream';
import { type Dispatcher, request } from 'undici';
import type { z } from 'zod';
import {
  acquiredJob,
  type Announcement,
  artifactAnswer,
  type Completion,
  heartbeatAnswer,
  heldJobs,
  type Job,
  logAnswer,
  type LogLine,
  problem,
  type Registered,
  registered,
  workspacesOver,
} from './protocol.js';
import { RefusedError } from './refused-error.js';

const LIMIT_MS = 30_000;
const UPLOAD_LIMIT_MS = 300_000;
/** Refusals that time heals. */
const TRY_AGAIN = new Set([408, 425, 429]);

interface Call {
  /** POST without it. */
  method?: 'GET';
  path: string;
  body?: string | Readable;
  contentType?: string;
  query?: Record<string, string>;
  signal: AbortSignal;
  limitMs?: number;
}

/** The runner protocol over HTTP. Every method rejects with RefusedError for a refusal, else with what went wrong. */
export class RunnerHttpClient {
  constructor(
    private readonly gatewayUrl: string,
    private readonly token: () => string | undefined,
  ) {}

  register(
    registration: { registrationToken: string; name: string; labels: string[] },
    signal: AbortSignal,
  ): Promise<Registered> {
    return this.json(registered, { path: '/register', body: JSON.stringify(registration), signal });
  }

  async announce(announcement: Announcement, signal: AbortSignal): Promise<void> {
    const answer = await this.send({ path: '/announce', body: JSON.stringify(announcement), signal });
    await answer.body.dump();
  }

  /**
   * Waits at the server for up to `waitMs` for a job; undefined when there was none. Sent again under the same id it gets what
   * it was given before, if an answer was lost.
   */
  async acquire(
    waitMs: number,
    request: { requestId: string; isRepeated: boolean },
    signal: AbortSignal,
  ): Promise<Job | undefined> {
    const query = { requestId: request.requestId, isRepeated: String(request.isRepeated) };
    const answer = await this.send({ path: '/jobs/acquire', query, body: JSON.stringify({ waitMs }), signal });
    if (answer.statusCode !== 204) return acquiredJob.parse(await answer.body.json());
    await answer.body.dump();
    return undefined;
  }

  /** Takes up again what this runner holds by the server's word; every fence so far is void. */
  async retake(signal: AbortSignal): Promise<Job[]> {
    return (await this.json(heldJobs, { path: '/jobs/retake', body: '{}', signal })).jobs;
  }

  /** Which of these workspaces nobody needs any more. */
  workspacesOver(keys: readonly string[], signal: AbortSignal): Promise<{ over: string[] }> {
    return this.json(workspacesOver, { path: '/workspaces/over', body: JSON.stringify({ keys }), signal });
  }

  heartbeat(job: Job, signal: AbortSignal): Promise<{ cancel: boolean }> {
    return this.json(heartbeatAnswer, {
      path: `${at(job)}/heartbeat`,
      body: JSON.stringify({ fence: job.fence }),
      signal,
    });
  }

  log(job: Job, offset: number, lines: LogLine[], signal: AbortSignal): Promise<{ nextOffset: number }> {
    const body = JSON.stringify({ fence: job.fence, offset, lines });
    return this.json(logAnswer, { path: `${at(job)}/log`, body, signal });
  }

  uploadArtifact(
    job: Job,
    artifact: { name: string; fileName: string; content: Readable },
    signal: AbortSignal,
  ): Promise<{ digest: string; sizeBytes: number }> {
    const { name, fileName, content } = artifact;
    return this.json(artifactAnswer, {
      path: `${at(job)}/artifacts`,
      query: { fence: String(job.fence), name, fileName },
      contentType: 'application/octet-stream',
      body: content,
      signal,
      limitMs: UPLOAD_LIMIT_MS,
    });
  }

  /** Keeps what the step changed in the workspace; `leftOut`: of how much of it that is not true. */
  async keepFiles(job: Job, files: { leftOut: number; content: Readable }, signal: AbortSignal): Promise<void> {
    const answer = await this.send({
      path: `${at(job)}/files`,
      query: { fence: String(job.fence), leftOut: String(files.leftOut) },
      contentType: 'application/octet-stream',
      body: files.content,
      signal,
      limitMs: UPLOAD_LIMIT_MS,
    });
    await answer.body.dump();
  }

  /** The archive of files that the job has to find. */
  async files(job: Job, id: string, signal: AbortSignal): Promise<Readable> {
    const path = `${at(job)}/files/${encodeURIComponent(id)}`;
    const query = { fence: String(job.fence) };
    return (await this.send({ method: 'GET', path, query, signal, limitMs: UPLOAD_LIMIT_MS })).body;
  }

  async complete(job: Job, completion: Completion, signal: AbortSignal): Promise<void> {
    const body = JSON.stringify({ fence: job.fence, ...completion });
    const answer = await this.send({ path: `${at(job)}/complete`, body, signal });
    await answer.body.dump();
  }

  private async json<T>(schema: z.ZodType<T>, call: Call): Promise<T> {
    const answer = await this.send(call);
    return schema.parse(await answer.body.json());
  }

  private async send(call: Call): Promise<Dispatcher.ResponseData> {
    const token = this.token();
    const answer = await request(`${this.gatewayUrl}/runner/v1${call.path}`, {
      method: call.method ?? 'POST',
      ...(call.query ? { query: call.query } : {}),
      headers: {
        ...(call.body === undefined ? {} : { 'content-type': call.contentType ?? 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(call.body === undefined ? {} : { body: call.body }),
      signal: AbortSignal.any([call.signal, AbortSignal.timeout(call.limitMs ?? LIMIT_MS)]),
    });
    if (answer.statusCode < 300) return answer;
    throw await failureOf(answer);
  }
}

async function failureOf(answer: Dispatcher.ResponseData): Promise<Error> {
  const text = await answer.body.text().catch(() => '');
  if (answer.statusCode >= 500 || TRY_AGAIN.has(answer.statusCode))
    return new Error(`the server answered ${answer.statusCode}`);
  return new RefusedError(answer.statusCode, problemIn(text));
}

function problemIn(text: string): z.infer<typeof problem> {
  try {
    return problem.parse(JSON.parse(text));
  } catch {
    return { code: 'unknown', detail: text.slice(0, 200) };
  }
}

function at(job: Job): string {
  return `/jobs/${encodeURIComponent(job.jobId)}`;
}
