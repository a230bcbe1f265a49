import { Inject, Injectable } from '@nestjs/common';
import { AppError, backoffMs } from '@throughline/kernel';
import { openSse, type SseStream } from '@throughline/platform';
import type { FastifyReply } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import type { Credential } from '../credentials/bearer.js';
import { Credentials } from '../credentials/credentials.js';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { upstreamUrls } from '../gateway.upstreams.js';
import type { Upstream } from '../routing/routes.js';
import { dataHeaders } from '../web/security-headers.js';
import { readLive } from './live-http-source.js';

export interface Viewer {
  credential: Credential;
  orgId: string;
  subject: string;
  keyId: string | null;
}

const SOURCES = ['pipelines', 'deployments', 'observability'] as const satisfies readonly Upstream[];
const RETRY = { firstMs: 500, maxMs: 5_000 };

/** Joins the live streams of the services into the one that a browser keeps open. */
@Injectable()
export class LiveView {
  private readonly urls: Record<Upstream, string>;
  private readonly security: Readonly<Record<string, string>>;

  constructor(
    private readonly credentials: Credentials,
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
  ) {
    this.urls = upstreamUrls(config);
    this.security = dataHeaders(config.PUBLIC_URL);
  }

  /** Opens the joined stream. It ends when the viewer leaves or loses rights, or the gateway stops; then the browser asks again. */
  open(reply: FastifyReply, viewer: Viewer): void {
    const leaving = new AbortController();
    // The stream writes its own head, past the hook that would add them.
    for (const [name, value] of Object.entries(this.security)) reply.raw.setHeader(name, value);
    const stream = openSse(reply, () => {
      leaving.abort();
      unwatch();
    });
    const unwatch = this.credentials.watch(viewer, () => stream.end());
    for (const source of SOURCES) void this.follow(source, viewer, stream, leaving.signal);
  }

  /** Keeps one upstream's stream open, for as long as the viewer stays and may see it. */
  private async follow(source: Upstream, viewer: Viewer, stream: SseStream, signal: AbortSignal): Promise<void> {
    let failures = 0;
    let opened = 0;
    const onOpen = (): void => {
      failures = 0;
      opened += 1;
      // Hints sent meanwhile are lost: everything of this source may have changed.
      if (opened > 1) stream.send({ resource: '*', id: source });
    };
    while (!signal.aborted) {
      const goesOn = await this.read(source, viewer, { stream, signal, onOpen });
      if (!goesOn) return;
      failures += 1;
      await delay(100 + backoffMs(failures, RETRY), undefined, { signal }).catch(() => undefined);
    }
  }

  private async read(
    source: Upstream,
    { credential, orgId }: Viewer,
    { stream, signal, onOpen }: { stream: SseStream; signal: AbortSignal; onOpen: () => void },
  ): Promise<boolean> {
    try {
      const { token } = await this.credentials.exchange({ credential, org: orgId, audience: source });
      const url = new URL(`/api/v1/orgs/${orgId}/live/${source}`, this.urls[source]);
      const onData = (data: string): void => stream.send(JSON.parse(data) as unknown);
      return await readLive({ url, token, signal, onOpen, onData });
    } catch (error) {
      const refused = error instanceof AppError && error.category !== 'unavailable';
      if (refused) stream.end(); // the credential has ended: the browser comes back with a fresh one
      return !refused;
    }
  }
}
