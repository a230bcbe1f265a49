import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf } from '../credentials/bearer.js';
import { Admission } from '../edge/admission.js';
import { refuse } from '../edge/edge.errors.js';
import { pathOf } from '../edge/request-path.js';
import { EdgeLimits } from '../limits/edge-limits.js';
import { matchRoute } from '../routing/route-match.js';
import { LiveView } from './live-view.js';

/** The way to the live view, which the gateway answers itself: rate limit → credential → stream. */
@Injectable()
export class LiveEdge {
  constructor(
    private readonly limits: EdgeLimits,
    private readonly admission: Admission,
    private readonly view: LiveView,
  ) {}

  /** Opens the stream. @throws AppError for every refusal, `not_found` for every other address */
  async open(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const match = matchRoute(pathOf(request));
    if (match?.route.upstream !== 'live') throw refuse('not_found');
    const { route, org } = match;
    request.routeName = route.path;
    const credential = bearerOf(request.headers.authorization);
    await this.limits.admit(route, request, credential);
    if (request.method !== 'GET') throw refuse('not_found');
    const exchanged = await this.admission.exchange(request, credential, { org, audience: 'pipelines' });
    await this.limits.admitOrg(route, request, exchanged.orgId);
    if (credential === undefined || exchanged.orgId === null) throw refuse('not_found');
    const { orgId, subject, keyId } = exchanged;
    this.view.open(reply, { credential, orgId, subject, keyId });
  }
}
