import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { annotateSpan } from '@throughline/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf, type Credential } from '../credentials/bearer.js';
import { Credentials, type Question } from '../credentials/credentials.js';
import type { Exchanged } from '../credentials/exchange-cache.js';
import { EdgeLimits } from '../limits/edge-limits.js';
import { LiveView } from '../live/live-view.js';
import { type Match, matchRoute } from '../routing/route-match.js';
import type { Upstream } from '../routing/routes.js';
import { checkAnnouncedLength } from './body-limit.js';
import { refuse } from './edge.errors.js';
import { pathOf } from './request-path.js';
import { UpstreamHttpProxy } from './upstream-http-proxy.js';

const ORG_PREFIX = '/api/v1/orgs/';
/** What a slug or an id can look like; anything else is no organization. */
const ORG = /^[a-z0-9-]{1,63}$/;

interface Pass {
  authorization: string | null;
  path?: string | undefined;
  /** Whose rights it is on, where somebody's. */
  holder?: Exchanged;
}

/**
 * What happens to a request: route → announced length → rate limit → credential → upstream. Nothing of the
 * request's body is read before the upstream takes it.
 */
@Injectable()
export class Edge {
  constructor(
    private readonly limits: EdgeLimits,
    private readonly credentials: Credentials,
    private readonly proxy: UpstreamHttpProxy,
    private readonly live: LiveView,
  ) {}

  /** Answers the request. @throws AppError for every refusal */
  async handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const path = pathOf(request);
    const match = matchRoute(path);
    if (!match) throw refuse('not_found');
    request.routeName = match.route.path;
    checkAnnouncedLength(request.headers['content-length'], match.route.maxBodyBytes);
    const credential = bearerOf(request.headers.authorization);
    // Awaited only where there is something to wait for: most of this is known, and each turn costs.
    const admission = this.limits.admit(match.route, request, credential);
    if (admission) await admission;
    const { upstream } = match.route;
    if (upstream === 'live') return this.openLive(match, credential, request, reply);
    const passing = this.passFor(match, upstream, credential, request);
    const pass = passing instanceof Promise ? await passing : passing;
    if (match.route.endless && pass.holder) this.endWithRights(pass.holder, reply);
    this.proxy.send(request, reply, {
      route: match.route,
      upstream,
      authorization: pass.authorization,
      path: pass.path ?? path,
    });
  }

  /** A stream without an end would outlast the rights with which it was opened. */
  private endWithRights(holder: Exchanged, reply: FastifyReply): void {
    const unwatch = this.credentials.watch(holder, () => reply.raw.destroy());
    reply.raw.once('close', unwatch);
  }

  private passFor(
    match: Match,
    audience: Upstream,
    credential: Credential | undefined,
    request: FastifyRequest,
  ): Pass | Promise<Pass> {
    const { auth } = match.route;
    if (auth === 'public' || auth === 'webhook') return { authorization: null };
    if (auth === 'runner') return { authorization: request.headers.authorization ?? null };
    const exchanging = this.exchange(credential, match.org, audience, request);
    if (exchanging instanceof Promise) return exchanging.then((exchanged) => this.passOf(match, exchanged, request));
    return this.passOf(match, exchanging, request);
  }

  private passOf({ route, org }: Match, holder: Exchanged, request: FastifyRequest): Pass | Promise<Pass> {
    const admission = this.limits.admitOrg(route, request, holder.orgId);
    const passed = (): Pass => ({
      authorization: `Bearer ${holder.token}`,
      holder,
      path: org === null ? undefined : withOrgId(pathOf(request), org, holder.orgId),
    });
    return admission ? admission.then(passed) : passed();
  }

  private async openLive(
    { route, org }: Match,
    credential: Credential | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (request.method !== 'GET') throw refuse('not_found');
    const exchanged = await this.exchange(credential, org, 'pipelines', request);
    await this.limits.admitOrg(route, request, exchanged.orgId);
    if (credential === undefined || exchanged.orgId === null) throw refuse('not_found');
    const { orgId, subject, keyId } = exchanged;
    this.live.open(reply, { credential, orgId, subject, keyId });
  }

  private exchange(
    credential: Credential | undefined,
    org: string | null,
    audience: Upstream,
    request: FastifyRequest,
  ): Exchanged | Promise<Exchanged> {
    if (credential === undefined) throw refuse('unauthenticated');
    if (org !== null && !ORG.test(org)) throw refuse('not_found');
    const question = { credential, org, audience };
    const known = this.limits.guessing.isHarmless(request.ip) ? this.credentials.known(question) : undefined;
    return known ? annotated(known) : this.ask(question, request);
  }

  private async ask(question: Question, request: FastifyRequest): Promise<Exchanged> {
    const { ip } = request;
    if (await this.limits.guessing.isGuessing(ip)) throw refuse('rate_limited');
    try {
      return annotated(await this.credentials.exchange({ ...question, client: clientOf(request) }));
    } catch (error) {
      const isRefused = error instanceof AppError && error.category === 'unauthenticated';
      if (isRefused) await this.limits.guessing.countRefused(ip);
      throw error;
    }
  }
}

function annotated(exchanged: Exchanged): Exchanged {
  if (exchanged.orgId !== null) annotateSpan({ 'throughline.org.id': exchanged.orgId });
  return exchanged;
}

/** The services know organizations by id alone. */
function withOrgId(path: string, org: string, orgId: string | null): string {
  if (orgId === null) throw refuse('not_found');
  return `${ORG_PREFIX}${orgId}${path.slice(ORG_PREFIX.length + org.length)}`;
}

function clientOf(request: FastifyRequest): { ip: string; userAgent: string | null } {
  return { ip: request.ip.slice(0, 64), userAgent: request.headers['user-agent']?.slice(0, 512) ?? null };
}
