import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../edge/edge.errors.js';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { isReserved } from '../routing/route-match.js';
import { APP_POLICY } from './security-headers.js';

/** The build names these files by their content. */
const HASHED = '/assets/';
const YEAR = 'public, max-age=31536000, immutable';

/** Serves the built web app: its files, and its one page for every address that a person navigates to. */
@Injectable()
export class WebApp {
  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  /** True when the request is for the web app and not for the machine side. */
  answers(request: FastifyRequest, path: string): boolean {
    return this.config.WEB_DIR !== undefined && isRead(request.method) && !isReserved(path);
  }

  /** @throws AppError `not_found` for a missing file and for a request that does not want a page */
  async serve(request: FastifyRequest, reply: FastifyReply, path: string): Promise<void> {
    const isFile = path !== '/' && path !== '/index.html' && (await this.exists(path));
    if (isFile) {
      const hashed = path.startsWith(HASHED);
      await reply.header('cache-control', hashed ? YEAR : 'no-cache').sendFile(path.slice(1));
      return;
    }
    if (path.startsWith(HASHED) || !wantsPage(request)) throw refuse('not_found');
    await reply
      .header('content-security-policy', APP_POLICY)
      .header('cache-control', 'no-cache')
      .sendFile('index.html');
  }

  /** Names with escapes are no files of the build. */
  private async exists(path: string): Promise<boolean> {
    if (this.config.WEB_DIR === undefined || path.includes('%')) return false;
    const found = await stat(join(this.config.WEB_DIR, path)).catch(() => undefined);
    return found?.isFile() ?? false;
  }
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A browser says so when it navigates; scripts that fetch a wrong address must not get a page for an answer. */
function wantsPage({ headers }: FastifyRequest): boolean {
  const mode = headers['sec-fetch-mode'];
  const accepts = headers.accept?.includes('text/html') ?? false;
  return accepts && (mode === undefined || mode === 'navigate');
}
