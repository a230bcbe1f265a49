import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

type Body = Record<string, unknown>;
type Container = Record<'waiting' | 'running' | 'terminated', object | undefined>;

interface RecordedJob {
  name: string;
  manifest: Body;
  uid: string;
  lines: string[];
  state: Partial<Container>;
  condition: { type: string; reason?: string } | undefined;
  isDeleted: boolean;
  deletion: URLSearchParams | undefined;
}

const BASE = '/apis/batch/v1/namespaces/steps/jobs';
const CORE = '/api/v1/namespaces/steps';

/**
 * A cluster's API as far as steps use it, over HTTPS: paths, verbs, status codes and the shapes of answers are those that
 * the reference of Kubernetes 1.34 writes down. It runs no container; a test says what becomes of a Job.
 */
export class RecordedCluster {
  readonly jobs = new Map<string, RecordedJob>();
  readonly secrets: Body[] = [];
  /** Requests to make a Job. */
  creations = 0;
  /** Every request is answered as by an API server that is being restarted. */
  isDown = false;
  private server: Server | undefined;
  private readonly watchers = new Set<ServerResponse>();
  private readonly readers = new Map<ServerResponse, RecordedJob>();
  /** A file for KUBECONFIG. */
  configFile = '';

  async start(folder: string): Promise<void> {
    const [key, cert] = [join(folder, 'cluster.key'), join(folder, 'cluster.crt')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...made, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const tls = { key: readFileSync(key), cert: readFileSync(cert) };
    this.server = createServer(tls, (request, response) => void this.handle(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, 'localhost', resolve));
    this.configFile = join(folder, 'kubeconfig');
    writeFileSync(this.configFile, this.config(cert), { mode: 0o600 });
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  only(): RecordedJob {
    const job = [...this.jobs.values()].at(-1);
    if (!job) throw new Error('no Job yet');
    return job;
  }

  /** The container starts, or says more. */
  print(job: RecordedJob, ...texts: string[]): void {
    job.state = { running: { startedAt: '2026-11-20T10:00:00Z' } };
    const lines = texts.map((text) => `2026-11-20T10:00:0${job.lines.length % 10}.123456789Z ${text}\n`);
    job.lines.push(...lines);
    for (const [reader, its] of this.readers) if (its === job) reader.write(lines.join(''));
    this.changed(job);
  }

  end(job: RecordedJob, exitCode: number, condition: { type: string; reason?: string }, reason = 'Error'): void {
    job.state = { terminated: { exitCode, reason, finishedAt: '2026-11-20T10:00:09Z' } };
    job.condition = condition;
    this.closeReaders(job);
    this.changed(job);
  }

  /** As when a proxy in between gives up on a long answer. */
  closeReaders(job: RecordedJob): void {
    for (const [reader, its] of this.readers) {
      if (its !== job) continue;
      this.readers.delete(reader);
      reader.end();
    }
  }

  private config(cert: string): string {
    const server = `https://localhost:${(this.server?.address() as AddressInfo).port}`;
    const one = (name: string, value: object): object[] => [{ name: 'test', [name]: value }];
    return JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'test' },
      clusters: one('cluster', { server, 'certificate-authority': cert }),
      users: one('user', { token: 'token-of-the-cluster' }),
      contexts: one('context', { cluster: 'test', user: 'test' }),
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { pathname, searchParams } = new URL(request.url ?? '', 'https://localhost');
    if (this.isDown) return fail(response, 503, 'ServiceUnavailable');
    if (request.headers.authorization !== 'Bearer token-of-the-cluster') return fail(response, 401, 'Unauthorized');
    const body = text === '' ? {} : (JSON.parse(text) as Body);
    if (request.method === 'POST') return this.create(pathname, body, response);
    if (request.method === 'DELETE') return this.delete(pathname, searchParams, response);
    this.read(pathname, searchParams, response);
  }

  private create(path: string, manifest: Body, response: ServerResponse): void {
    if (path === `${CORE}/secrets`) {
      this.secrets.push(manifest);
      return answer(response, 201, manifest);
    }
    if (path !== BASE) return fail(response, 404, 'NotFound');
    this.creations += 1;
    const { name } = manifest['metadata'] as { name: string };
    if (this.jobs.has(name)) return fail(response, 409, 'AlreadyExists');
    const fresh = { state: {}, condition: undefined, isDeleted: false, deletion: undefined };
    const job: RecordedJob = { name, manifest, uid: `uid-${this.creations}`, lines: [], ...fresh };
    this.jobs.set(name, job);
    answer(response, 201, shown(job));
  }

  private delete(path: string, query: URLSearchParams, response: ServerResponse): void {
    const job = this.jobs.get(path.slice(BASE.length + 1));
    if (!job || job.isDeleted) return fail(response, 404, 'NotFound');
    Object.assign(job, { isDeleted: true, deletion: query });
    this.closeReaders(job);
    answer(response, 200, shown(job));
  }

  private read(path: string, query: URLSearchParams, response: ServerResponse): void {
    if (path === BASE && query.get('watch') === 'true') return this.open(this.watchers, response);
    if (path === BASE) return answer(response, 200, list('Job', this.present().map(shown)));
    if (path === `${CORE}/pods`) {
      const name = query.get('labelSelector')?.replace('job-name=', '');
      const pods = this.present().filter((job) => job.name === name);
      return answer(response, 200, list('Pod', pods.map(podOf)));
    }
    const job = this.present().find(({ name }) => path.endsWith(`/${name}`) || path.includes(`/${name}-pod/`));
    if (!job) return fail(response, 404, 'NotFound');
    if (!path.endsWith('/log')) return answer(response, 200, shown(job));
    this.log(job, response);
  }

  private log(job: RecordedJob, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write(job.lines.join(''));
    if (job.condition) return void response.end();
    this.readers.set(response, job);
    response.once('close', () => this.readers.delete(response));
  }

  private open(watchers: Set<ServerResponse>, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    watchers.add(response);
    response.once('close', () => watchers.delete(response));
  }

  private changed(job: RecordedJob): void {
    const event = `${JSON.stringify({ type: 'MODIFIED', object: shown(job) })}\n`;
    for (const watcher of this.watchers) watcher.write(event);
  }

  private present(): RecordedJob[] {
    return [...this.jobs.values()].filter(({ isDeleted }) => !isDeleted);
  }
}

function shown({ manifest, uid, condition }: RecordedJob): Body {
  const metadata = { ...(manifest['metadata'] as object), uid, namespace: 'steps' };
  const conditions = condition ? [{ ...condition, status: 'True' }] : [];
  return { ...manifest, metadata, status: condition ? { conditions } : { active: 1 } };
}

function podOf({ name, state, condition }: RecordedJob): Body {
  const status = { phase: condition ? 'Succeeded' : 'Running', containerStatuses: [{ name: 'step', state }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: `${name}-pod` }, status };
}

function list(kind: string, items: Body[]): Body {
  return { apiVersion: 'v1', kind: `${kind}List`, metadata: { resourceVersion: '1' }, items };
}

function answer(response: ServerResponse, status: number, body: Body): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function fail(response: ServerResponse, code: number, reason: string): void {
  answer(response, code, { apiVersion: 'v1', kind: 'Status', status: 'Failure', reason, code, message: reason });
}
