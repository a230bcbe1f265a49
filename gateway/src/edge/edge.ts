import { Injectable } from '@nestjs/common';
import { bearerOf, type Credential } from '../credentials/bearer.js';
import { Credentials } from '../credentials/credentials.js';
import type { Exchanged } from '../credentials/exchange-cache.js';
import { EdgeLimits } from '../limits/edge-limits.js';
import type { Route, Upstream } from '../routing/routes.js';
import { Admission } from './admission.js';
import { checkAnnouncedLength } from './body-limit.js';
import type { Call } from './call.js';
import { refuse } from './edge.errors.js';
import { UpstreamHttpProxy } from './upstream-http-proxy.js';

const ORG_PREFIX = '/api/v1/orgs/';

/** Where a call goes. */
export interface Destination {
  route: Route;
  upstream: Upstream;
  /** The organization as the caller wrote it, where the route has one. */
  org: string | null;
}

interface Pass {
  authorization: string | null;
  path?: string | undefined;
  /** Whose rights it is on, where somebody's. */
  holder?: Exchanged;
}

/**
 * What happens to a call: announced length → rate limit → credential → upstream. Nothing of the request's body is read
 * before the upstream takes it.
 */
@Injectable()
export class Edge {
  constructor(
    private readonly limits: EdgeLimits,
    private readonly admission: Admission,
    private readonly credentials: Credentials,
    private readonly proxy: UpstreamHttpProxy,
  ) {}

  /** Resolves when the answer has begun. @throws AppError for every refusal */
  async handle(call: Call, destination: Destination): Promise<void> {
    const { route, upstream } = destination;
    checkAnnouncedLength(call.headers['content-length'], route.maxBodyBytes);
    const credential = bearerOf(call.headers.authorization);
    // Awaited only where there is something to wait for: most of this is known, and each turn costs.
    const admitted = this.limits.admit(route, call, credential);
    if (admitted) await admitted;
    const passing = this.passFor(call, credential, destination);
    const { authorization, path, holder } = passing instanceof Promise ? await passing : passing;
    if (route.endless && holder) this.endWithRights(holder, call);
    return this.proxy.send(call, { route, upstream, authorization, path: path ?? call.path });
  }

  /** A stream without an end would outlast the rights with which it was opened. */
  private endWithRights(holder: Exchanged, { response }: Call): void {
    const unwatch = this.credentials.watch(holder, () => response.destroy());
    response.once('close', unwatch);
  }

  private passFor(call: Call, credential: Credential | undefined, destination: Destination): Pass | Promise<Pass> {
    const { route, org, upstream } = destination;
    if (route.auth === 'public' || route.auth === 'webhook') return { authorization: null };
    if (route.auth === 'runner') return { authorization: call.headers.authorization ?? null };
    const exchanging = this.admission.exchange(call, credential, { org, audience: upstream });
    if (exchanging instanceof Promise) return exchanging.then((exchanged) => this.passOf(call, exchanged, destination));
    return this.passOf(call, exchanging, destination);
  }

  private passOf(call: Call, holder: Exchanged, { route, org }: Destination): Pass | Promise<Pass> {
    const admitted = this.limits.admitOrg(route, call, holder.orgId);
    const passed = (): Pass => ({
      authorization: `Bearer ${holder.token}`,
      holder,
      path: org === null ? undefined : withOrgId(call.path, org, holder.orgId),
    });
    return admitted ? admitted.then(passed) : passed();
  }
}

/** The services know organizations by id alone. */
function withOrgId(path: string, org: string, orgId: string | null): string {
  if (orgId === null) throw refuse('not_found');
  return `${ORG_PREFIX}${orgId}${path.slice(ORG_PREFIX.length + org.length)}`;
}
