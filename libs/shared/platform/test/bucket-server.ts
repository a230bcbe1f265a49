import { createHash, createHmac } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;

/**
 * One bucket, as Amazon's reference of the S3 API describes it: path-style addresses, Signature Version 4 (computed anew
 * here, from its specification), and content that has to have the hash that was signed.
 */
export class BucketServer {
  readonly objects = new Map<string, Buffer>();
  readonly seen: string[] = [];
  /** A page of a list. */
  pageSize = 2;
  private readonly server: Server;

  constructor(readonly bucket: string) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url ?? '/', 'http://bucket');
    const [, bucket, ...rest] = url.pathname.split('/');
    const key = rest.join('/');
    this.seen.push(`${request.method} ${key}`);
    const problem = problemOf(request, url, body);
    if (problem !== undefined) return answer(response, 403, `<Error><Code>${problem}</Code></Error>`);
    if (bucket !== this.bucket) return answer(response, 404, '<Error><Code>NoSuchBucket</Code></Error>');
    this.act(response, { method: request.method ?? '', key, body, prefix: url.searchParams.get('prefix') ?? '' });
  }

  private act(
    response: ServerResponse,
    { method, key, body, prefix }: { method: string; key: string; body: Buffer; prefix: string },
  ): void {
    if (method === 'GET' && key === '') return answer(response, 200, this.list(prefix));
    if (method === 'PUT') this.objects.set(key, body);
    if (method === 'PUT') return answer(response, 200, '');
    if (method === 'DELETE') this.objects.delete(key);
    if (method === 'DELETE') return answer(response, 204, '');
    const found = this.objects.get(key);
    if (!found) return answer(response, 404, method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>');
    response.writeHead(200, { 'content-length': found.length }).end(method === 'GET' ? found : undefined);
  }

  private list(prefix: string): string {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).slice(0, this.pageSize);
    return `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`;
  }
}

function answer(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
}

/** The code of S3's refusal. */
function problemOf({ headers, method }: IncomingMessage, url: URL, body: Buffer): string | undefined {
  const signedHash = String(headers['x-amz-content-sha256']);
  if (signedHash !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const parts = AUTHORIZATION.exec(headers.authorization ?? '');
  if (!parts) return 'AuthorizationHeaderMalformed';
  const [, keyId, day = '', region = '', names = '', signature] = parts;
  if (keyId !== KEYS.accessKeyId) return 'InvalidAccessKeyId';
  const canonical = canonicalRequest(method ?? '', url, headers, { names, signedHash });
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, sha256(canonical)].join('\n');
  return signature === hmac(signingKey(day, region), text).toString('hex') ? undefined : 'SignatureDoesNotMatch';
}

function canonicalRequest(
  method: string,
  url: URL,
  headers: IncomingHttpHeaders,
  { names, signedHash }: { names: string; signedHash: string },
): string {
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).toSorted();
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`);
  return [method, url.pathname, query.join('&'), lines.join(''), names, signedHash].join('\n');
}

function signingKey(day: string, region: string): Buffer {
  return [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${KEYS.secretAccessKey}`),
  );
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
